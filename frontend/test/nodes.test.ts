import { expect, test } from "vitest";
import type { Device, Hass } from "../src/hass";
import { nodes, pathOf, servers } from "../src/nodes";

test("a view keeps its address when its node is renamed", () => {
  const device = { id: "0a1b2c3d", identifiers: [["allstarlink", "01ENTRY_1999"]] } as unknown as Device;
  expect(pathOf({ ...device, name: "Node 1999" })).toBe("node-1999-2c3d");
  expect(pathOf({ ...device, name: "Node 1999 W1AW" })).toBe("node-1999-2c3d");
});

test("extensions and trunks are neither nodes nor servers", () => {
  const identifiers = [["allstarlink", "01ENTRY"]];
  const devices = ["app_rpt node", "Asterisk with app_rpt", "Extension", "Endpoint", "Trunk"].map(
    (model) => ({ id: model, model, name: model, identifiers }),
  );
  const hass = { devices: Object.fromEntries(devices.map((each) => [each.id, each])) } as unknown as Hass;
  expect(nodes(hass).map(({ id }) => id)).toEqual(["app_rpt node"]);
  expect(servers(hass).map(({ id }) => id)).toEqual(["Asterisk with app_rpt"]);
});
