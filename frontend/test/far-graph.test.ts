import { expect, test } from "vitest";
import type { FarNode } from "../src/model";
import { farGraph, sectorsOf } from "../src/view/far-graph";

export const far = (node: string, more: Partial<FarNode> = {}): FarNode => ({
  node,
  via: null,
  adjacent: false,
  callsign: null,
  location: null,
  age: null,
  latitude: null,
  longitude: null,
  ...more,
});

const network = (neighbors: number, behind: number, unknown: number): FarNode[] => [
  ...Array.from({ length: neighbors }, (_, n) => far(String(2000 + n), { adjacent: true })),
  ...Array.from({ length: behind }, (_, n) => far(String(40000 + n), { via: String(2000 + (n % Math.max(1, neighbors))), age: 60 })),
  ...Array.from({ length: unknown }, (_, n) => far(String(60000 + n))),
];

test("who came by a neighbor stands behind it, who came by nobody knows whom stands apart", () => {
  const sectors = sectorsOf(network(2, 3, 1));
  expect(sectors.map(({ neighbor, behind }) => [neighbor?.node, behind.map(({ node }) => node).join()])).toEqual([
    ["2000", "40000,40002"],
    ["2001", "40001"],
    [undefined, "60000"],
  ]);
});

test.each([
  [1, 0, 0],
  [3, 0, 0],
  [20, 1500, 480],
  [300, 1700, 0],
  [1, 1999, 0],
  [5, 0, 1995],
])("of %i neighbors, %i behind them and %i unknown no two lie on each other", (neighbors, behind, unknown) => {
  const { spots, radius } = farGraph(network(neighbors, behind, unknown));
  expect(spots.length).toBe(neighbors + behind + unknown);
  const taken = new Set(spots.map(({ x, y }) => `${Math.round(x / 4)} ${Math.round(y / 4)}`));
  expect(taken.size).toBe(spots.length);
  expect(Math.max(...spots.map(({ x, y }) => Math.hypot(x, y)))).toBeLessThan(radius);
});

test("a network without neighbors is drawn too", () => {
  expect(farGraph([]).spots).toEqual([]);
  expect(farGraph(network(0, 0, 7) as FarNode[]).unknown?.count).toBe(7);
});

test("many neighbors leave room for those of whom nobody knows the way", () => {
  const { spots, ring, radius } = farGraph(network(300, 0, 900));
  const unknown = spots.filter(({ node }) => !node.adjacent);
  const angles = unknown.map(({ x, y }) => Math.atan2(y, x));
  expect(Math.max(...angles) - Math.min(...angles)).toBeGreaterThan(Math.PI / 2);
  expect(radius).toBeLessThan(1.5 * ring);
});
