// Which of the cards Home Assistant offers for an entity of ours.

import type { Hass } from "./hass";
import { nodes, servers } from "./nodes";

export interface Suggestion {
  label?: string;
  config: Record<string, unknown>;
}

/** The texts are English: the pickers show what they get. */
const COMPACT = "Who talks, compact";

const SMALL = {
  show_timeline: false,
  show_controls: false,
  show_links: false,
  grid_options: { columns: 6, rows: 3 },
};

/** What a card would show of the device of an entity; nothing if that is none of its own. */
export const suggestionsFor =
  (card: string, kind = "card") =>
  (hass: Hass, entityId: string): Suggestion[] | null => {
    const entity = hass.entities[entityId];
    if (entity?.platform !== "allstarlink" || !entity.device_id) return null;
    const { device_id } = entity;
    const config = { type: `custom:allstarlink-${card}-${kind}`, device_id };
    const isNode = nodes(hass).some(({ id }) => id === device_id);
    const isServer = servers(hass).some(({ id }) => id === device_id);
    if (card === "network") return isServer ? [{ config }] : null;
    if (!isNode) return null;
    if (kind === "badge") return [{ config }];
    return card === "node" ? [{ config }, { label: COMPACT, config: { ...config, ...SMALL } }] : [{ config }];
  };
