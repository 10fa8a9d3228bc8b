import type { Activity, Link, NodeState } from "../src/model";

export const link = (node: string, more: Partial<Link> = {}): Link => ({
  node,
  kind: "allstar",
  mode: "transceive",
  direction: "in",
  state: "established",
  keyed: false,
  connected_since: "2026-11-01T10:00:00+00:00",
  last_keyed: null,
  reconnects: 0,
  address: null,
  callsign: null,
  description: null,
  location: null,
  ...more,
});

export const linkMap = (...links: Link[]): Map<string, Link> =>
  new Map(links.map((each) => [each.node, each]));

export const state = (more: Partial<NodeState> = {}): NodeState => ({
  node: "1999",
  server: "hub",
  available: true,
  reason: null,
  lost_at: null,
  can_control: true,
  favorites: [],
  names: {},
  receiving: false,
  transmitting: false,
  keyed: [],
  last_heard: null,
  last_heard_node: null,
  network_nodes: 0,
  keyups_today: 0,
  ...more,
});

/** An activity so many seconds after noon. */
export const activity = (
  seconds: number,
  type: Activity["type"],
  node: string,
  more: Partial<Activity> = {},
): Activity => ({ time: new Date(noon + seconds * 1000).toISOString(), type, node, ...more });

export const noon = Date.parse("2026-11-01T12:00:00Z");
