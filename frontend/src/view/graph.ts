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
  radius: number;
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

export const HUB_RADIUS = 34;
const DOT_SPACING = 17;
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

const ringsOf = (count: number): number[] => {
  const rings: number[] = [];
  for (let left = count, radius = FIRST_RING; left > 0; radius += RING_GAP) {
    const room = Math.floor((2 * Math.PI * radius) / DOT_SPACING);
    rings.push(Math.min(room, left));
    left -= room;
  }
  return rings;
};

const radiusOf = (count: number): number => {
  if (count <= MAX_LABELS) return count > 6 ? 128 : 108;
  return FIRST_RING + (ringsOf(count).length - 1) * RING_GAP + 10;
};

const spotsOf = (hub: Hub, others: [string, Link][], x: number, y: number, width: number): Spot[] => {
  const radius = radiusOf(others.length);
  const isDot = others.length > MAX_LABELS;
  const spot = ([id, link]: [string, Link], dx: number, dy: number): Spot => ({
    key: `${hub.id} ${id}`,
    hub,
    link,
    x: x + dx,
    y: y + dy,
    isDot,
    label: title(link),
  });
  if (!isDot) {
    // An ellipse: names are wide, so the sides have room where top and bottom have not.
    const wide = Math.min(width / 2 - 56, radius * 1.5);
    const start = -Math.PI / 2 + (others.length % 2 === 0 ? Math.PI / others.length : 0);
    return others.map((entry, index) => {
      const angle = start + (2 * Math.PI * index) / others.length;
      return spot(entry, wide * Math.cos(angle), radius * Math.sin(angle));
    });
  }
  const spots: Spot[] = [];
  ringsOf(others.length).forEach((count, ring) => {
    const distance = FIRST_RING + ring * RING_GAP;
    for (let index = 0; index < count; index += 1) {
      const entry = others[spots.length];
      if (!entry) return;
      const angle = -Math.PI / 2 + (2 * Math.PI * index) / count + ring * 0.35;
      spots.push(spot(entry, distance * Math.cos(angle), distance * Math.sin(angle)));
    }
  });
  return spots;
};

export const graphOf = (hubs: Hub[], width: number): Graph => {
  const numbers = new Map(hubs.map((hub) => [hub.node, hub]));
  const outside = hubs.map((hub) =>
    inOrder([...hub.links].filter(([, link]) => !numbers.has(link.node))),
  );
  const widest = Math.max(...outside.map(({ length }) => 2 * radiusOf(length)), 0) + 2 * PADDING;
  const room = Math.max(MIN_WIDTH, widest);
  const columns = Math.max(1, Math.min(hubs.length, Math.floor(width / room)));
  const cell = width / columns;
  const clusters: Cluster[] = [];
  let top = 0;
  for (let first = 0; first < hubs.length; first += columns) {
    const row = hubs.slice(first, first + columns);
    const radius = Math.max(...row.map((_, index) => radiusOf(outside[first + index]?.length ?? 0)));
    const y = top + PADDING + LABEL_HEIGHT / 2 + radius;
    row.forEach((hub, index) => {
      const x = cell * (index + 0.5);
      const others = outside[first + index] ?? [];
      clusters.push({ hub, x, y, radius, spots: spotsOf(hub, others, x, y, cell) });
    });
    top = y + radius + LABEL_HEIGHT / 2 + PADDING;
  }
  return { width, height: Math.max(top, 120), clusters, bridges: bridgesOf(clusters) };
};

const bridgesOf = (clusters: Cluster[]): Bridge[] => {
  const byNode = new Map(clusters.map((cluster) => [cluster.hub.node, cluster]));
  const seen = new Set<string>();
  const bridges: Bridge[] = [];
  for (const from of clusters) {
    for (const link of from.hub.links.values()) {
      const to = byNode.get(link.node);
      const key = [from.hub.node, link.node].sort().join(" ");
      if (!to || to === from || seen.has(key)) continue;
      seen.add(key);
      bridges.push({ from, to, link });
    }
  }
  return bridges;
};
