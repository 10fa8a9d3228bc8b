// A node's live state and what happened on it, as the integration's websocket commands send them.

/** Who a station is, as far as it is known. */
export interface Names {
  callsign: string | null;
  description: string | null;
  location: string | null;
}

export interface Link extends Names {
  node: string;
  kind: "allstar" | "private" | "echolink" | "irlp" | "phone" | "client";
  mode: "transceive" | "monitor" | "local_monitor" | "connecting";
  direction: "in" | "out" | null;
  state: "established" | "connecting";
  keyed: boolean;
  connected_since: string | null;
  last_keyed: string | null;
  reconnects: number;
  address: string | null;
}

export interface Keyed {
  node: string;
  since: string | null;
}

export interface NodeState {
  node: string;
  server: string | null;
  available: boolean;
  reason: string | null;
  lost_at: string | null;
  can_control: boolean;
  favorites: string[];
  /** Who those are that the state mentions and that have no link. */
  names: Record<string, Names>;
  receiving: boolean | null;
  transmitting: boolean | null;
  keyed: Keyed[];
  last_heard: string | null;
  last_heard_node: string | null;
  network_nodes: number | null;
  keyups_today: number | null;
}

export interface NodeMessage {
  now: string;
  /** The version of the module that Home Assistant has now; in the first message. */
  module?: string;
  state?: Partial<NodeState>;
  links?: Record<string, Link | null>;
}

export interface Activity {
  time: string;
  type: "link_connected" | "link_disconnected" | "talk_started" | "talk_ended" | "dtmf" | "mdc";
  node: string;
  callsign?: string;
  mode?: Link["mode"];
  direction?: "in" | "out";
  duration?: number;
  digit?: string;
  unit?: string;
  late?: boolean;
}

export interface TalksToday {
  talkers: { node: string; callsign: string | null; talks: number; seconds: number }[];
  quarters: { start: string; seconds: number }[];
}

/** The talker that is the node's own receiver. */
export const LOCAL = "local";

/** Milliseconds since the epoch; null stays null. */
export const moment = (iso: string | null | undefined): number | null =>
  iso ? Date.parse(iso) : null;
