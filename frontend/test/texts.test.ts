import { expect, test } from "vitest";
import type { Hass } from "../src/hass";
import { errorText } from "../src/texts";

test.each([
  [{ message: "No such node" }, "No such node"],
  [{ type: "result", success: false, error: { code: 3, message: "Connection lost" } }, "Connection lost"],
  ["refused", "refused"],
])("the text of the error %j", async (error, text) => {
  expect(await errorText({} as Hass, error)).toBe(text);
});
