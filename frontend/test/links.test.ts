import { describe, expect, test } from "vitest";
import {
  accent,
  condition,
  disconnects,
  linkTo,
  matches,
  newestSpeakerFirst,
  subtitle,
  target,
  title,
} from "../src/view/links";
import { link, linkMap, state } from "./fixtures";

test("who is keyed comes first, then who spoke last, then who came last", () => {
  const links = linkMap(
    link("1", { connected_since: "2026-11-01T10:00:00Z" }),
    link("2", { connected_since: "2026-11-01T11:00:00Z" }),
    link("3", { last_keyed: "2026-11-01T11:00:00Z" }),
    link("4", { last_keyed: "2026-11-01T11:30:00Z" }),
    link("5", { last_keyed: "2026-11-01T10:30:00Z", keyed: true }),
    link("6", { mode: "connecting", state: "connecting", connected_since: null }),
  );
  expect(newestSpeakerFirst(links).map(([id]) => id)).toEqual(["5", "4", "3", "6", "2", "1"]);
});

test("a callsign is the title, and the number stands below", () => {
  const known = link("2001", { callsign: "W1AW", description: "Hub", location: "CT" });
  expect(title(known)).toBe("W1AW");
  expect(subtitle(known)).toBe("2001 · Hub · CT");
  expect(title(link("2001"))).toBe("2001");
  expect(subtitle(link("2001"))).toBe("");
  expect(subtitle(link("K3WEB", { callsign: "K3WEB" }))).toBe("");
  expect(subtitle(link("W1AW-P", { callsign: "W1AW" }))).toBe("W1AW-P");
});

test("a search looks at number, callsign, description and place", () => {
  const entry: [string, ReturnType<typeof link>] = [
    "2001",
    link("2001", { callsign: "W1AW", location: "Newington" }),
  ];
  expect(matches(entry, " w1a ")).toBe(true);
  expect(matches(entry, "200")).toBe(true);
  expect(matches(entry, "newing")).toBe(true);
  expect(matches(entry, "2002")).toBe(false);
});

test("of two links to a node the one that is up is meant", () => {
  const links = new Map([
    ["7", link("7", { state: "connecting", mode: "connecting" })],
    ["7 2", link("7")],
  ]);
  expect(linkTo(links, "7")?.state).toBe("established");
  expect(linkTo(links, "8")).toBeUndefined();
});

test("a callsign that is known is called by its number", () => {
  const links = linkMap(link("2001", { callsign: "W1AW" }));
  expect(target(" w1aw ", links)).toBe("2001");
  expect(target("27339", links)).toBe("27339");
  const names = { "2002": { callsign: "N0CALL", description: null, location: null } };
  expect(target("n0call", links, names)).toBe("2002");
});

test("an exclusive call disconnects all but its target", () => {
  const links = linkMap(link("1"), link("2"));
  expect(disconnects(links, "2").map(({ node }) => node)).toEqual(["1"]);
});

describe("the condition of a node", () => {
  const keyed = [{ node: "2001", since: null }];
  test.each([
    [{ available: false, receiving: true }, "unavailable", "unavailable"],
    [{ receiving: true, transmitting: true, keyed }, "receiving", "receiving"],
    [{ transmitting: true, keyed }, "transmitting", "talking"],
    [{ transmitting: true }, "transmitting", "transmitting"],
    [{ keyed }, "talking", "talking"],
    [{ receiving: null, transmitting: null }, "idle", "idle"],
  ])("%o", (facts, word, colour) => {
    expect(condition(state(facts))).toBe(word);
    expect(accent(state(facts))).toBe(colour);
  });
});
