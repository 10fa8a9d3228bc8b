// The nodes and servers that Home Assistant knows, from its registries.

import type { Device, Hass, RegistryEntity } from "./hass";

const NODE_MODEL = "app_rpt node";

const isOurs = (device: Device): boolean =>
  device.identifiers.some(([domain]) => domain === "allstarlink");

const byName = (a: Device, b: Device): number =>
  nameOf(a).localeCompare(nameOf(b), undefined, { numeric: true });

export const nameOf = (device: Device): string => device.name_by_user ?? device.name ?? "";

/** The address of a node's view: it stays when the node gets another name. */
export const pathOf = ({ id, identifiers }: Device): string => {
  const [, key = ""] = identifiers.find(([domain]) => domain === "allstarlink") ?? [];
  return `node-${key.split("_").at(-1)}-${id.slice(-4)}`;
};

export const nodes = (hass: Hass): Device[] =>
  Object.values(hass.devices)
    .filter((device) => isOurs(device) && device.model === NODE_MODEL && !device.disabled_by)
    .sort(byName);

export const servers = (hass: Hass): Device[] =>
  Object.values(hass.devices)
    .filter((device) => isOurs(device) && device.model !== NODE_MODEL && !device.disabled_by)
    .sort(byName);

/** The entities of a device by translation key, which is the integration's own. */
export const entitiesOf = (hass: Hass, deviceId: string): RegistryEntity[] =>
  Object.values(hass.entities).filter(
    (entity) => entity.device_id === deviceId && entity.platform === "allstarlink" && !entity.hidden,
  );

/** A device selector that offers nodes only. */
export const NODE_SELECTOR = {
  device: { filter: { integration: "allstarlink", model: NODE_MODEL } },
};
