// Where the nodes of a whole network stand. The same input gives the same picture.
//
// The node is in the middle, its neighbors on a ring around it, and behind each neighbor, in a sector of
// its own, what came by it. What came nobody knows by whom has a sector without a neighbor.

import type { FarNode } from "../model";

export interface FarSpot {
  node: FarNode;
  x: number;
  y: number;
  /** The neighbor by which it came; undefined for neighbors, and where that is not known. */
  via?: FarSpot;
}

export interface FarGraph {
  spots: FarSpot[];
  neighbors: FarSpot[];
  /** How far out the neighbors are. */
  ring: number;
  /** Farthest from the middle. */
  radius: number;
  /** Where the sector of the unknown is, if there is one. */
  unknown?: { x: number; y: number; count: number };
}

/** Between two dots, units of the drawing. */
const SPACING = 14;

/** The neighbors' ring is at least so far out. */
const FIRST_RING = 90;

/** The more nodes, the farther out the ring is: the middle stays open, as a share of the whole. */
const OPEN = 0.42;

/** The part of the circle that neighbors take by themselves at most: the rest is for those behind them. */
const OWN = 0.5;

/** From the neighbors to those behind them. */
const BEHIND = 34;

/** Room for a neighbor on its ring. */
const NEIGHBOR_ROOM = 22;

/** Of a sector, a share stays free, so that sectors are seen as such. */
const FILLED = 0.86;

interface Sector {
  neighbor?: FarNode;
  behind: FarNode[];
}

const byName = (a: FarNode, b: FarNode): number => a.node.localeCompare(b.node, undefined, { numeric: true });

/** Each neighbor with those behind it; last those of which nobody knows the way. */
export const sectorsOf = (nodes: FarNode[]): Sector[] => {
  const neighbors = nodes.filter(({ adjacent }) => adjacent).sort(byName);
  const sectors = new Map<string, Sector>(neighbors.map((neighbor) => [neighbor.node, { neighbor, behind: [] }]));
  const unknown: Sector = { behind: [] };
  for (const node of nodes) {
    if (!node.adjacent) (sectors.get(node.via ?? "") ?? unknown).behind.push(node);
  }
  const all = [...sectors.values(), ...(unknown.behind.length > 0 ? [unknown] : [])];
  for (const { behind } of all) behind.sort(byName);
  return all;
};

const at = (radius: number, angle: number): { x: number; y: number } => ({
  x: radius * Math.cos(angle),
  y: radius * Math.sin(angle),
});

/** Rows of dots from a radius outward, between two angles. */
const rows = (nodes: FarNode[], start: number, width: number, from: number, via?: FarSpot): FarSpot[] => {
  const spots: FarSpot[] = [];
  for (let radius = from; spots.length < nodes.length; radius += SPACING) {
    const room = Math.max(1, Math.floor((width * radius) / SPACING));
    const here = nodes.slice(spots.length, spots.length + room);
    // A row that is not full stands in the middle.
    here.forEach((node, index) => {
      const angle = start + (width * (index + 0.5 + (room - here.length) / 2)) / room;
      spots.push({ node, via, ...at(radius, angle) });
    });
  }
  return spots;
};

export const farGraph = (nodes: FarNode[]): FarGraph => {
  const sectors = sectorsOf(nodes);
  const total = sectors.reduce((sum, { behind }) => sum + behind.length, 0);
  const ring = Math.max(
    FIRST_RING,
    (sectors.length * NEIGHBOR_ROOM) / (2 * Math.PI * (total > 0 ? OWN : 1)),
    OPEN * SPACING * Math.sqrt(nodes.length),
  );
  // Each sector has room for its neighbor; the rest is shared by how many are behind.
  const least = Math.min(NEIGHBOR_ROOM / ring, (2 * Math.PI) / Math.max(1, sectors.length));
  const rest = 2 * Math.PI - least * sectors.length;
  const spots: FarSpot[] = [];
  const neighbors: FarSpot[] = [];
  let unknown: FarGraph["unknown"];
  let angle = -Math.PI / 2;
  for (const { neighbor, behind } of sectors) {
    const width = least + (total > 0 ? (rest * behind.length) / total : rest / sectors.length);
    const middle = angle + width / 2;
    const spot = neighbor && { node: neighbor, ...at(ring, middle) };
    if (spot) neighbors.push(spot);
    const filled = width * FILLED;
    spots.push(...rows(behind, middle - filled / 2, filled, ring + BEHIND, spot));
    if (!neighbor) unknown = { ...at(ring, middle), count: behind.length };
    angle += width;
  }
  const radius = Math.max(ring, ...spots.map(({ x, y }) => Math.hypot(x, y))) + SPACING;
  return { spots: [...neighbors, ...spots], neighbors, ring, radius, unknown };
};
