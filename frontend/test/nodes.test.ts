import { expect, test } from "vitest";
import type { Device } from "../src/hass";
import { pathOf } from "../src/nodes";

test("a view keeps its address when its node is renamed", () => {
  const device = { id: "0a1b2c3d", identifiers: [["allstarlink", "01ENTRY_1999"]] } as unknown as Device;
  expect(pathOf({ ...device, name: "Node 1999" })).toBe("node-1999-2c3d");
  expect(pathOf({ ...device, name: "Node 1999 W1AW" })).toBe("node-1999-2c3d");
});
