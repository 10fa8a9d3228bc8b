// @vitest-environment jsdom
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { ActivityCard } from "../src/activity-card";
import { activity, noon, state } from "./fixtures";
import { all, hassOf, shown, textOf } from "./page";

const now = new Date(noon).toISOString();
const MIDNIGHT_IN_TOKYO = Date.parse("2026-11-01T15:00:00Z");
const wait = (ms: number) => vi.advanceTimersByTimeAsync(ms);

const node = () => ({ now: new Date().toISOString(), state: state(), links: {} });

beforeEach(() => {
  vi.useFakeTimers({ now: noon });
});

afterEach(() => {
  document.body.replaceChildren();
  vi.useRealTimers();
});

test("today's talks are asked for again at the server's midnight", async () => {
  vi.setSystemTime(MIDNIGHT_IN_TOKYO - 10_000);
  const hass = hassOf();
  hass.config.time_zone = "Asia/Tokyo";
  await shown(ActivityCard, hass, { device_id: "n" });
  hass.connection.send("node", node());
  hass.connection.send("activity", { activities: [activity(0, "talk_ended", "2001")] });
  await wait(10_000);
  expect(hass.callWS).toHaveBeenCalledTimes(1);
  await wait(2000);
  expect(hass.callWS).toHaveBeenCalledTimes(2);
  await wait(60_000);
  expect(hass.callWS).toHaveBeenCalledTimes(2);
});

test("nobody talks while Home Assistant is away, and nothing is asked", async () => {
  const hass = hassOf();
  const card = await shown(ActivityCard, hass, { device_id: "n" });
  const keyed = [{ node: "2001", since: now }];
  hass.connection.send("node", { ...node(), state: state({ keyed }) });
  hass.connection.send("activity", { activities: [activity(0, "talk_started", "2001")] });
  await wait(1000);
  expect([all(card, ".row.live").length, hass.callWS.mock.calls.length]).toEqual([1, 1]);
  hass.connection.drop();
  await wait(60_000);
  expect([all(card, ".row.live").length, hass.callWS.mock.calls.length]).toEqual([0, 1]);
  expect(textOf(card, ".empty")).toBe("reason_offline");
});
