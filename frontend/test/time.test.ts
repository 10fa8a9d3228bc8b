import { describe, expect, test } from "vitest";
import type { Hass } from "../src/hass";
import { ago, clock, dayTimes, serverDay, span } from "../src/view/time";

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

const hassOf = (language: string, time_format: string, zone: string): Hass =>
  ({
    locale: { language, time_format, time_zone: "server" },
    config: { time_zone: zone },
  }) as Hass;

describe("times of day", () => {
  const night = Date.parse("2026-11-01T00:05:07Z");

  test.each([
    ["24", "00:05:07"],
    ["12", "12:05:07 AM"],
  ])("of a clock of %s hours", (format, text) => {
    const { time } = dayTimes(hassOf("en", format, "UTC"));
    expect(time(night).replace("\u202f", " ")).toBe(text);
  });

  test.each(["Asia/Tokyo", "America/New_York"])("the hours of the axis in %s", (zone) => {
    const { hourLabel } = dayTimes(hassOf("en", "24", zone));
    expect([0, 6, 12, 18].map(hourLabel)).toEqual(["00", "06", "12", "18"]);
  });

  test("the day of the server begins at its midnight, not the browser's", () => {
    const hass = hassOf("en", "24", "Asia/Tokyo");
    const midnight = Date.parse("2026-11-01T15:00:00Z");
    expect(serverDay(hass, midnight - 1)).toBe("11/1/2026");
    expect(serverDay(hass, midnight)).toBe("11/2/2026");
  });
});
