import { describe, expect, test } from "vitest";
import { graphOf, type Hub } from "../src/view/graph";
import { link, linkMap } from "./fixtures";

const hub = (node: string, count: number, more: string[] = []): Hub => ({
  id: node,
  node,
  links: new Map(
    [...Array.from({ length: count }, (_, index) => String(2000 + index)), ...more].map((name) => [
      name,
      link(name),
    ]),
  ),
});

const spotsOf = (...hubs: Hub[]) => graphOf(hubs, 600).clusters.flatMap(({ spots }) => spots);

describe.each([1, 2, 5, 12, 13, 60, 300])("%d links", (count) => {
  const spots = spotsOf(hub("1999", count));

  test("each has its own place within the picture", () => {
    expect(spots.length).toBe(count);
    const { width, height } = graphOf([hub("1999", count)], 600);
    for (const { x, y } of spots) {
      expect(x).toBeGreaterThan(0);
      expect(x).toBeLessThan(width);
      expect(y).toBeGreaterThan(0);
      expect(y).toBeLessThan(height);
    }
  });

  test("no two lie upon each other", () => {
    const gap = count > 12 ? 12 : 28;
    for (const [index, a] of spots.entries()) {
      for (const b of spots.slice(index + 1)) {
        expect(Math.hypot(a.x - b.x, a.y - b.y)).toBeGreaterThanOrEqual(gap);
      }
    }
  });
});

test("names are shown where there is room for them", () => {
  expect(spotsOf(hub("1999", 12)).every(({ isDot }) => !isDot)).toBe(true);
  expect(spotsOf(hub("1999", 13)).every(({ isDot }) => isDot)).toBe(true);
});

test("300 links fit a phone", () => {
  const { clusters, width } = graphOf([hub("1999", 300)], 358);
  for (const { x } of clusters[0]?.spots ?? []) {
    expect(x).toBeGreaterThan(6);
    expect(x).toBeLessThan(width - 6);
  }
});

test("nodes of one server are joined by one bridge", () => {
  const graph = graphOf([hub("1998", 1, ["1999"]), hub("1999", 2, ["1998"])], 900);
  expect(graph.bridges.length).toBe(1);
  expect(graph.clusters.map(({ spots }) => spots.length)).toEqual([1, 2]);
  expect(graph.clusters[0]?.y).toBe(graph.clusters[1]?.y);
});

test.each(["1998", "1999"])("a bridge is lit when %s talks over it", (talker) => {
  const hubOf = (node: string, other: string): Hub => ({
    id: node,
    node,
    links: new Map([[other, link(other, { keyed: other === talker })]]),
  });
  const { bridges } = graphOf([hubOf("1998", "1999"), hubOf("1999", "1998")], 900);
  expect(bridges.map((bridge) => bridge.link.keyed)).toEqual([true]);
});

test("a newcomer comes last", () => {
  const before = hub("1999", 3);
  const links = new Map([
    ["1", link("1", { connected_since: "2026-11-01T23:00:00Z" })],
    ...before.links,
  ]);
  expect(spotsOf({ ...before, links }).map(({ link: { node } }) => node)).toEqual([
    "2000",
    "2001",
    "2002",
    "1",
  ]);
});

test("a long name is cut, so that it covers nothing", () => {
  const long = link("VERY-LONG-CLIENT-NAME");
  const { clusters } = graphOf([{ id: "n", node: "1999", links: linkMap(long) }], 600);
  expect(clusters[0]?.spots.map(({ label }) => label)).toEqual(["VERY-LONG-CLIEN…"]);
});
