import { describe, expect, test } from "vitest";
import { ago, clock, span } from "../src/view/time";

describe("clock", () => {
  test.each([
    [0, "0:00"],
    [-3, "0:00"],
    [7.9, "0:07"],
    [754, "12:34"],
    [3723, "1:02:03"],
    [90_000, "25:00:00"],
  ])("%d seconds", (seconds, text) => {
    expect(clock(seconds)).toBe(text);
  });
});

describe("span", () => {
  test.each([
    [0, "< 1 min"],
    [59, "< 1 min"],
    [60, "1 min"],
    [3600, "1 hr"],
    [3720, "1 hr 2 min"],
    [2 * 86_400 + 3 * 3600 + 59, "2 days 3 hr"],
    [86_400 + 120, "1 day"],
  ])("%d seconds", (seconds, text) => {
    expect(span(seconds, "en")).toBe(text);
  });

  test("in the user's language", () => {
    expect(span(7200, "de")).toBe("2 Std.");
  });
});

test("ago takes the largest unit", () => {
  expect(ago(0.4, "en")).toBe("now");
  expect(ago(40, "en")).toMatch(/^40\s?s\w* ago$/);
  expect(ago(200, "en")).toMatch(/^3\s?m\w* ago$/);
  expect(ago(3 * 3600, "en")).toMatch(/^3\s?h\w* ago$/);
  expect(ago(86_400, "en")).toBe("yesterday");
});
