// The dashboard: an overview, a view for each node, history and diagnostics, made from the registries.

import type { Device, Hass } from "./hass";
import { entitiesOf, nameOf, nodes, pathOf, servers } from "./nodes";
import { loadTexts, textsOf, type Texts } from "./texts";

type Config = Record<string, unknown>;

/** The entities that a node's history graph has, by translation key. */
const HISTORY = ["receiving", "transmitting", "link_keyed", "talker"];
const FIGURES = ["links", "network_nodes"];
const CONTROLS = ["identify", "reconnect_links", "disconnect_all", "transmitter", "linking"];

const heading = (text: string, icon: string, path?: string): Config => ({
  type: "heading",
  heading: text,
  icon,
  ...(path ? { tap_action: { action: "navigate", navigation_path: path } } : {}),
});

const entityIds = (hass: Hass, device: Device, keys: string[]): string[] => {
  const entities = entitiesOf(hass, device.id);
  return keys.flatMap((key) =>
    entities.filter((entity) => entity.translation_key === key).map((entity) => entity.entity_id),
  );
};

const tiles = (ids: string[]): Config[] => ids.map((entity) => ({ type: "tile", entity }));

const section = (cards: Config[], span = 1): Config => ({
  type: "grid",
  column_span: span,
  cards,
});

const overview = (hass: Hass, texts: Texts): Config => {
  const all = nodes(hass);
  const sections = servers(hass).map((server) => {
    const own = all.filter((device) => device.via_device_id === server.id);
    const several = own.length > 1;
    return section(
      [
        { type: "custom:allstarlink-network-card", device_id: server.id, grid_options: { columns: "full" } },
        ...own.map((device) => ({
          type: "custom:allstarlink-node-card",
          device_id: device.id,
          max_links: 6,
          grid_options: { columns: several ? 12 : "full" },
        })),
      ],
      several ? 2 : 1,
    );
  });
  return {
    title: texts("overview"),
    path: "overview",
    icon: "mdi:radio-tower",
    type: "sections",
    max_columns: 4,
    sections,
  };
};

const nodeView = (hass: Hass, texts: Texts, device: Device): Config => {
  const history = entityIds(hass, device, HISTORY);
  const figures = entityIds(hass, device, FIGURES);
  const controls = entityIds(hass, device, CONTROLS);
  const favorites = entityIds(hass, device, ["favorite"]);
  const graphs: Config[] = [
    ...(history.length ? [{ type: "history-graph", entities: history, hours_to_show: 6 }] : []),
    ...(figures.length ? [{ type: "history-graph", entities: figures, hours_to_show: 24 }] : []),
  ].map((card) => ({ ...card, grid_options: { columns: "full" } }));
  return {
    title: nameOf(device),
    path: pathOf(device),
    icon: "mdi:access-point",
    type: "sections",
    max_columns: 3,
    sections: [
      section([{ type: "custom:allstarlink-node-card", device_id: device.id, grid_options: { columns: "full" } }]),
      section([{ type: "custom:allstarlink-activity-card", device_id: device.id, grid_options: { columns: "full" } }]),
      section([
        ...(graphs.length ? [heading(texts("history"), "mdi:chart-timeline-variant"), ...graphs] : []),
        ...(controls.length + favorites.length
          ? [heading(texts("controls"), "mdi:tune"), ...tiles([...favorites, ...controls])]
          : []),
      ]),
    ],
  };
};

const diagnostics = (hass: Hass, texts: Texts): Config => {
  const part = (device: Device, icon: string): Config[] => {
    const ids = entitiesOf(hass, device.id)
      .filter((entity) => entity.entity_category === "diagnostic")
      .map((entity) => entity.entity_id);
    return ids.length ? [section([heading(nameOf(device), icon), ...tiles(ids)])] : [];
  };
  return {
    title: texts("diagnostics"),
    path: "diagnostics",
    icon: "mdi:stethoscope",
    type: "sections",
    max_columns: 3,
    sections: [
      ...servers(hass).flatMap((device) => part(device, "mdi:server-network")),
      ...nodes(hass).flatMap((device) => part(device, "mdi:access-point")),
    ],
  };
};

/** What `custom:allstarlink` makes of Home Assistant's registries. */
export class DashboardStrategy extends HTMLElement {
  static registryDependencies = ["devices", "entities"];

  static async generate(_config: Config, hass: Hass): Promise<Config> {
    const localize = await loadTexts(hass);
    const texts = textsOf({ ...hass, localize } as Hass);
    const all = nodes(hass);
    if (all.length === 0) {
      const empty = { type: "markdown", content: texts("no_nodes") };
      return { views: [{ title: texts("overview"), type: "sections", sections: [section([empty])] }] };
    }
    return {
      title: "AllStarLink",
      views: [
        overview(hass, texts),
        ...all.map((device) => nodeView(hass, texts, device)),
        diagnostics(hass, texts),
      ],
    };
  }
}
