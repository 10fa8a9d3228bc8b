// @vitest-environment jsdom
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { ActivityCard } from "../src/activity-card";
import { activity, noon, state } from "./fixtures";
import { all, device, hassOf, shown, textOf } from "./page";

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

const CALL = {
  started: now,
  caller: "5550100",
  caller_name: "Ann",
  called: "1001",
  direction: "incoming",
  duration: 65,
  disposition: "answered",
  missed: false,
};

const withTelephony = () => {
  const server = device("s", { identifiers: [["allstarlink", "entry"]], via_device_id: null });
  const hass = hassOf(device("n", { via_device_id: "s" }), server);
  const missed = { ...CALL, caller_name: null, disposition: "no_answer", missed: true };
  hass.callWS = vi.fn(async (message: { type: string }) =>
    message.type === "call_service"
      ? { response: { calls: [CALL, missed] } }
      : { talkers: [], quarters: [] },
  ) as unknown as typeof hass.callWS;
  const last = { entity_id: "sensor.last", device_id: "s", platform: "allstarlink", translation_key: "last_call" };
  const states: Record<string, { last_updated: string }> = { "sensor.last": { last_updated: "1" } };
  return Object.assign(hass, { entities: { last }, states });
};

test("the newest calls of the node's server are listed, and again when one has ended", async () => {
  const hass = withTelephony();
  const card = await shown(ActivityCard, hass, { device_id: "n" });
  hass.connection.send("node", node());
  hass.connection.send("activity", { activities: [] });
  await wait(1000);
  expect(all(card, ".row.call b").map((each) => each.textContent)).toEqual(["Ann → 1001", "5550100 → 1001"]);
  expect(all(card, ".row.call .what .soft").map((each) => each.textContent)).toEqual([
    "call_incoming",
    "missed_call",
  ]);
  expect(all(card, ".row.call .lasted").map((each) => each.textContent)).toEqual(["1:05", ""]);
  const asked = () =>
    (hass.callWS.mock.calls as unknown as [Record<string, unknown>][])
      .map(([each]) => each)
      .filter(({ type }) => type === "call_service");
  expect(asked()).toEqual([
    {
      type: "call_service",
      domain: "allstarlink",
      service: "get_call_history",
      service_data: { config_entry_id: "entry", limit: 10 },
      return_response: true,
    },
  ]);
  hass.states["sensor.last"] = { last_updated: "2" };
  await wait(3000);
  expect(asked().length).toBe(2);
});

test("without telephony no call is asked for, and none is listed", async () => {
  const hass = withTelephony();
  const card = await shown(ActivityCard, Object.assign(hass, { entities: {} }), { device_id: "n" });
  hass.connection.send("node", node());
  hass.connection.send("activity", { activities: [] });
  await wait(3000);
  expect(all(card, ".calls").length).toBe(0);
  expect(hass.callWS).toHaveBeenCalledTimes(1);
});
