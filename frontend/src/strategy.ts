// The dashboard: an overview, a view for each node, history and diagnostics, made from the registries.

import type { Device, Hass } from "./hass";
import { entitiesOf, isOurs, nameOf, nodes, numberOf, pathOf, servers } from "./nodes";
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

/** By the names of the entities: the heading above them names the device. */
const tiles = (ids: string[]): Config[] => ids.map((entity) => ({ type: "tile", entity, name: { type: "entity" } }));

/** Green from 80, orange from 50, else red, as docs/reliability.md defines it. */
const healthGauge = (entity: string): Config => ({
  type: "gauge",
  entity,
  name: { type: "entity" },
  min: 0,
  max: 100,
  segments: [
    { from: 0, color: "var(--red-color)" },
    { from: 50, color: "var(--orange-color)" },
    { from: 80, color: "var(--green-color)" },
  ],
});

/** Full at the strongest signal that a voter reports. */
const signalBar = (entity: string): Config => ({ type: "gauge", entity, name: { type: "entity" }, min: 0, max: 255 });

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
    badges: all.map((device) => ({
      type: "custom:allstarlink-node-badge",
      device_id: device.id,
      tap_action: { action: "navigate", navigation_path: pathOf(device) },
    })),
    sections,
  };
};

const FULL = { grid_options: { columns: "full" } };

/** What a voting node hears: a bar for each receiver. */
const receivers = (hass: Hass, texts: Texts, device: Device): Config[] => {
  const voted = entityIds(hass, device, ["voted"]);
  const bars = entityIds(hass, device, ["rssi"]);
  const votes = bars.length ? [] : entityIds(hass, device, ["voting"]);
  if (voted.length + bars.length + votes.length === 0) return [];
  return [heading(texts("receivers"), "mdi:antenna"), ...tiles([...voted, ...votes]), ...bars.map(signalBar)];
};

const badges = (hass: Hass, device: Device): Config[] =>
  entityIds(hass, device, ["talker", "links"]).map((entity) => ({ type: "entity", entity, show_name: true }));

const nodeView = (hass: Hass, texts: Texts, device: Device): Config => {
  const history = entityIds(hass, device, HISTORY);
  const figures = entityIds(hass, device, FIGURES);
  const controls = entityIds(hass, device, CONTROLS);
  const favorites = entityIds(hass, device, ["favorite"]);
  const graphs: Config[] = [
    ...(history.length ? [{ type: "history-graph", entities: history, hours_to_show: 6 }] : []),
    ...(figures.length ? [{ type: "history-graph", entities: figures, hours_to_show: 24 }] : []),
  ].map((card) => ({ ...card, ...FULL }));
  const rest = [
    ...receivers(hass, texts, device),
    ...(controls.length + favorites.length
      ? [heading(texts("controls"), "mdi:tune"), ...tiles([...favorites, ...controls])]
      : []),
  ];
  return {
    title: device.name_by_user ?? numberOf(device),
    // No icon: it would take the place of the title.
    path: pathOf(device),
    type: "sections",
    max_columns: 3,
    badges: badges(hass, device),
    sections: [
      section([
        { type: "custom:allstarlink-node-card", device_id: device.id, ...FULL },
        ...(graphs.length ? [heading(texts("history"), "mdi:chart-timeline-variant"), ...graphs] : []),
      ]),
      section([{ type: "custom:allstarlink-activity-card", device_id: device.id, ...FULL }]),
      ...(rest.length ? [section(rest)] : []),
    ],
  };
};

const CALLS = ["active_calls", "last_call", "calls_today", "missed_calls_today"];
const LINES = ["state", "messages_waiting", "reachable", "registered"];

/** The telephones of the servers, if any server shows them. */
const telephony = (hass: Hass, texts: Texts): Config[] => {
  const nodeIds = new Set(nodes(hass).map(({ id }) => id));
  const sections = servers(hass).flatMap((server) => {
    const calls = entityIds(hass, server, CALLS);
    if (calls.length === 0) return [];
    const lines = Object.values(hass.devices)
      .filter(({ id, via_device_id }) => via_device_id === server.id && !nodeIds.has(id))
      .map((device) => ({ device, ids: entityIds(hass, device, LINES) }))
      .filter(({ ids }) => ids.length > 0);
    return [
      section([heading(nameOf(server), "mdi:phone"), ...tiles(calls)]),
      ...lines.map(({ device, ids }) => section([heading(nameOf(device), "mdi:phone-classic"), ...tiles(ids)])),
    ];
  });
  if (sections.length === 0) return [];
  return [
    { title: texts("telephony"), path: "telephony", icon: "mdi:phone", type: "sections", max_columns: 3, sections },
  ];
};

const diagnostics = (hass: Hass, texts: Texts): Config => {
  const part = (device: Device, icon: string): Config[] => {
    const health = entityIds(hass, device, ["health"]);
    const ids = entitiesOf(hass, device.id)
      .filter((entity) => entity.entity_category === "diagnostic")
      .map((entity) => entity.entity_id)
      .filter((id) => !health.includes(id));
    const cards = [...health.map(healthGauge), ...tiles(ids)];
    return cards.length ? [section([heading(nameOf(device), icon), ...cards])] : [];
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

/** All of the registries that the dashboard is made of, comparable. */
const signature = (hass: Hass): string => {
  const devices = Object.values(hass.devices).filter(isOurs);
  const entities = Object.values(hass.entities).filter(({ platform }) => platform === "allstarlink");
  return JSON.stringify([
    hass.language,
    devices.map((d) => [d.id, d.name, d.name_by_user, d.model, d.via_device_id, d.disabled_by]),
    entities.map((e) => [e.entity_id, e.device_id, e.translation_key, e.entity_category, e.hidden]),
  ]);
};

/** What `custom:allstarlink` makes of Home Assistant's registries. */
export class DashboardStrategy extends HTMLElement {
  /** What changes elsewhere makes no new dashboard: it would lose what is typed, open and scrolled to. */
  static shouldRegenerate(_config: Config, before: Hass, now: Hass): boolean {
    if (before.devices === now.devices && before.entities === now.entities && before.language === now.language) {
      return false;
    }
    return signature(before) !== signature(now);
  }

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
        // One node is its own overview.
        ...(all.length > 1 ? [overview(hass, texts)] : []),
        ...all.map((device) => nodeView(hass, texts, device)),
        ...telephony(hass, texts),
        diagnostics(hass, texts),
      ],
    };
  }
}
