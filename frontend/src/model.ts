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

/** A node that the user has marked, in the order and group of his own. */
export interface Favorite {
  node: string;
  name: string | null;
  mode: "transceive" | "monitor";
  group: string | null;
}

/** What AllStarLink's statistics say of a favorite; null where nothing is known. */
export interface ScannedFavorite extends Favorite {
  active: boolean | null;
  /** In the last five minutes. */
  keyed: boolean | null;
  links: number | null;
  /** When that was so. */
  time: string | null;
}

/** A node somewhere in the network, as its neighbors' statistics tell. */
export interface FarNode {
  node: string;
  /** The neighbor by which it came; null where that is not known, and for neighbors. */
  via: string | null;
  adjacent: boolean;
  callsign: string | null;
  location: string | null;
  /** Seconds since that was so. */
  age: number | null;
  latitude: number | null;
  longitude: number | null;
}

export interface FarNetwork {
  nodes: FarNode[];
  /** Whether AllStarLink's statistics are asked at all. */
  scan: boolean;
  /** Some neighbors have not been asked yet. */
  pending: boolean;
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
  favorite_list?: Favorite[];
  favorites_scan?: boolean;
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
