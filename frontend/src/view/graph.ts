// Where everything stands in the graph of the network. The same input gives the same picture.

import type { Link } from "../model";
import { title } from "./links";

export interface Hub {
  id: string;
  node: string;
  links: Map<string, Link>;
}

export interface Spot {
  key: string;
  hub: Hub;
  link: Link;
  x: number;
  y: number;
  /** A dot among many has no room for its name. */
  isDot: boolean;
  label: string;
}

export interface Cluster {
  hub: Hub;
  x: number;
  y: number;
  spots: Spot[];
}

export interface Bridge {
  from: { x: number; y: number };
  to: { x: number; y: number };
  link: Link;
}

export interface Graph {
  width: number;
  height: number;
  clusters: Cluster[];
  /** Links between two of the hubs. */
  bridges: Bridge[];
}

/** So many links have room for their names. */
export const MAX_LABELS = 12;

/** Longer names are cut: a tip and the details have them whole. */
const MAX_NAME = 16;

export const HUB_RADIUS = 34;
const DOT_SPACING = 16;
const FIRST_RING = 62;
const RING_GAP = 18;
const PADDING = 20;
const LABEL_HEIGHT = 30;
const MIN_WIDTH = 300;

/** Who came first stands first, so that a newcomer moves nobody much. */
const inOrder = (links: Iterable<[string, Link]>): [string, Link][] =>
  [...links].sort(
    ([idA, a], [idB, b]) =>
      (a.connected_since ?? "~").localeCompare(b.connected_since ?? "~") || idA.localeCompare(idB),
  );

/** How many dots each ring has: all rings equally dense. */
const ringsOf = (count: number): number[] => {
  const room: number[] = [];
  const total = (): number => room.reduce((sum, each) => sum + each, 0);
  for (let radius = FIRST_RING; total() < count; radius += RING_GAP) {
    room.push(Math.floor((2 * Math.PI * radius) / DOT_SPACING));
  }
  const share = count / total();
  let left = count;
  return room.map((each, ring) => {
    const here = ring === room.length - 1 ? left : Math.min(left, Math.round(each * share));
    left -= here;
    return here;
  });
};

const short = (name: string): string => (name.length > MAX_NAME ? `${name.slice(0, MAX_NAME - 1)}…` : name);

interface Offset {
  dx: number;
  dy: number;
}

const dots = (count: number): Offset[] =>
  ringsOf(count).flatMap((inRing, ring) => {
    const distance = FIRST_RING + ring * RING_GAP;
    return Array.from({ length: inRing }, (_, index) => {
      const angle = -Math.PI / 2 + (2 * Math.PI * index) / inRing + ring * 0.35;
      return { dx: distance * Math.cos(angle), dy: distance * Math.sin(angle) };
    });
  });

/** On an ellipse: names are wide, so the sides have room where top and bottom have not. */
const names = (count: number, width: number): Offset[] => {
  const high = count > 6 ? 128 : 100;
  const wide = Math.min(width / 2 - 56, high * 1.5);
  // One or two stand at the sides; an odd number has one on top.
  const start = count <= 2 ? 0 : -Math.PI / 2 + (count % 2 === 0 ? Math.PI / count : 0);
  return Array.from({ length: count }, (_, index) => {
    const angle = start + (2 * Math.PI * index) / count;
    return { dx: wide * Math.cos(angle), dy: high * Math.sin(angle) };
  });
};

const offsetsOf = (count: number, width: number): Offset[] =>
  count > MAX_LABELS ? dots(count) : names(count, width);

/** How far it reaches above and below the hub. */
const reachOf = (offsets: Offset[]): { up: number; down: number } => ({
  up: Math.max(HUB_RADIUS, ...offsets.map(({ dy }) => LABEL_HEIGHT / 2 - dy)),
  down: Math.max(HUB_RADIUS, ...offsets.map(({ dy }) => LABEL_HEIGHT / 2 + dy)),
});

const spotsOf = (hub: Hub, others: [string, Link][], offsets: Offset[], x: number, y: number): Spot[] =>
  others.map(([id, link], index) => ({
    key: `${hub.id} ${id}`,
    hub,
    link,
    x: x + (offsets[index]?.dx ?? 0),
    y: y + (offsets[index]?.dy ?? 0),
    isDot: others.length > MAX_LABELS,
    label: short(title(link)),
  }));

export const graphOf = (hubs: Hub[], width: number): Graph => {
  const numbers = new Set(hubs.map(({ node }) => node));
  const outside = hubs.map((hub) =>
    inOrder([...hub.links].filter(([, link]) => !numbers.has(link.node))),
  );
  const rings = Math.max(...outside.map(({ length }) => (length > MAX_LABELS ? ringsOf(length).length : 0)));
  const room = Math.max(MIN_WIDTH, 2 * (FIRST_RING + rings * RING_GAP + PADDING));
  const columns = Math.max(1, Math.min(hubs.length, Math.floor(width / room)));
  const cell = width / columns;
  const offsets = outside.map(({ length }) => offsetsOf(length, cell));
  const clusters: Cluster[] = [];
  let top = PADDING;
  for (let first = 0; first < hubs.length; first += columns) {
    const row = hubs.slice(first, first + columns);
    const reaches = row.map((_, index) => reachOf(offsets[first + index] ?? []));
    const y = top + Math.max(...reaches.map(({ up }) => up));
    row.forEach((hub, index) => {
      const x = cell * (index + 0.5);
      const at = first + index;
      clusters.push({ hub, x, y, spots: spotsOf(hub, outside[at] ?? [], offsets[at] ?? [], x, y) });
    });
    top = y + Math.max(...reaches.map(({ down }) => down)) + PADDING;
  }
  return { width, height: Math.max(top, 120), clusters, bridges: bridgesOf(clusters) };
};

const bridgesOf = (clusters: Cluster[]): Bridge[] => {
  const byNode = new Map(clusters.map((cluster) => [cluster.hub.node, cluster]));
  const bridges = new Map<string, Bridge>();
  for (const from of clusters) {
    for (const link of from.hub.links.values()) {
      const to = byNode.get(link.node);
      if (!to || to === from) continue;
      const key = [from.hub.node, link.node].sort().join(" ");
      const known = bridges.get(key);
      if (!known) bridges.set(key, { from, to, link });
      // Each side is told of the other's voice only.
      else if (link.keyed) known.link = { ...known.link, keyed: true };
    }
  }
  return [...bridges.values()];
};
