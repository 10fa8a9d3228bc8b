import { expect, test } from "vitest";
import { stationName, stationOf } from "../src/view/names";
import { link, linkMap } from "./fixtures";

const sources = {
  links: linkMap(link("2001", { callsign: "W1AW" }), link("2002")),
  names: { "2003": { callsign: "N0CALL", description: "Hub", location: null } },
  callsigns: new Map([
    ["2001", "OLD"],
    ["2003", "OLD"],
    ["3345678", "W1EL-L"],
  ]),
};

test.each([
  ["2001", "W1AW"],
  ["2002", "2002"],
  ["2003", "N0CALL"],
  ["3345678", "W1EL-L"],
  ["2004", "2004"],
])("%s is called %s", (node, name) => {
  expect(stationName(node, sources)).toBe(name);
});

test("who has no link is known by what the state says of it", () => {
  expect(stationOf("2003", sources)).toEqual({
    node: "2003",
    callsign: "N0CALL",
    description: "Hub",
    location: null,
  });
  expect(stationName("2003", { links: new Map() })).toBe("2003");
});
