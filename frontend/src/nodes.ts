// The nodes and servers that Home Assistant knows, from its registries.

import type { Device, Hass, RegistryEntity } from "./hass";

const NODE_MODEL = "app_rpt node";
const SERVER_MODEL = "Asterisk with app_rpt";

export const isOurs = (device: Device): boolean =>
  device.identifiers.some(([domain]) => domain === "allstarlink");

const byName = (a: Device, b: Device): number =>
  nameOf(a).localeCompare(nameOf(b), undefined, { numeric: true });

export const nameOf = (device: Device): string => device.name_by_user ?? device.name ?? "";

/** The number of a node. */
export const numberOf = ({ identifiers }: Device): string => {
  const [, key = ""] = identifiers.find(([domain]) => domain === "allstarlink") ?? [];
  return key.split("_").at(-1) ?? "";
};

/** The address of a node's view: it stays when the node gets another name. */
export const pathOf = (device: Device): string => `node-${numberOf(device)}-${device.id.slice(-4)}`;

const ofModel = (hass: Hass, model: string): Device[] =>
  Object.values(hass.devices)
    .filter((device) => isOurs(device) && device.model === model && !device.disabled_by)
    .sort(byName);

export const nodes = (hass: Hass): Device[] => ofModel(hass, NODE_MODEL);

export const servers = (hass: Hass): Device[] => ofModel(hass, SERVER_MODEL);

/** The entities of a device by translation key, which is the integration's own. */
export const entitiesOf = (hass: Hass, deviceId: string): RegistryEntity[] =>
  Object.values(hass.entities).filter(
    (entity) => entity.device_id === deviceId && entity.platform === "allstarlink" && !entity.hidden,
  );

/** A device selector that offers nodes only. */
export const NODE_SELECTOR = {
  device: { filter: { integration: "allstarlink", model: NODE_MODEL } },
};

/** A device selector that offers servers and nodes. */
export const SERVER_OR_NODE_SELECTOR = {
  device: { filter: [SERVER_MODEL, NODE_MODEL].map((model) => ({ integration: "allstarlink", model })) },
};
