import { expect, test } from "vitest";
import { byHour, filtered, happenings, lanesOf, talksOf, type Filter } from "../src/view/talks";
import { activity, link, linkMap, noon } from "./fixtures";

const MINUTE = 60_000;

test("a talk is what lies between its key-down and its last key-up", () => {
  const activities = [
    activity(32, "talk_ended", "2001", { duration: 20 }),
    activity(10, "talk_started", "2001"),
  ];
  expect(talksOf(activities, [])).toEqual([
    { talker: "2001", start: noon + 10_000, end: noon + 30_000 },
  ]);
});

test("an end without its beginning is reckoned back, two seconds after the key-up", () => {
  const activities = [activity(32, "talk_ended", "2001", { duration: 20 })];
  expect(talksOf(activities, [])).toEqual([
    { talker: "2001", start: noon + 10_000, end: noon + 30_000 },
  ]);
});

test("who is keyed now talks on, and the newest talk comes first", () => {
  const since = new Date(noon + 40_000).toISOString();
  const activities = [
    activity(40, "talk_started", "2002"),
    activity(32, "talk_ended", "2001", { duration: 20 }),
    activity(10, "talk_started", "2001"),
  ];
  const talks = talksOf(activities, [
    { node: "2002", since },
    { node: "local", since: null },
  ]);
  expect(talks.map(({ talker, end }) => [talker, end])).toEqual([
    ["2002", null],
    ["2001", noon + 30_000],
  ]);
});

test("lanes show the window, cut at its edges", () => {
  const now = noon + 10 * MINUTE;
  const talks = [
    { talker: "a", start: now - MINUTE, end: null },
    { talker: "b", start: now - 5 * MINUTE, end: now - 4 * MINUTE },
    { talker: "a", start: now - 11 * MINUTE, end: now - 9 * MINUTE },
    { talker: "c", start: now - 20 * MINUTE, end: now - 15 * MINUTE },
  ];
  expect(lanesOf(talks, now, 10 * MINUTE)).toEqual([
    {
      talker: "a",
      bars: [
        { from: 0.9, to: 1, isLive: true },
        { from: 0, to: expect.closeTo(0.1), isLive: false },
      ],
    },
    { talker: "b", bars: [{ from: 0.5, to: 0.6, isLive: false }] },
  ]);
});

test("a talk is listed once, live while it lasts", () => {
  const activities = [
    activity(50, "talk_started", "2002"),
    activity(40, "link_connected", "2002", { mode: "monitor", direction: "out" }),
    activity(32, "talk_ended", "2001", { duration: 20 }),
    activity(10, "talk_started", "2001"),
  ];
  const shown = happenings(activities, [{ node: "2002", since: null }]);
  expect(shown.map(({ type, node, isLive }) => [type, node, isLive])).toEqual([
    ["talk_started", "2002", true],
    ["link_connected", "2002", false],
    ["talk_ended", "2001", false],
  ]);
  expect(shown[2]?.at).toBe(noon + 10_000);
});

test("a talk whose end fell into an outage is not the one that goes on now", () => {
  const started = [activity(0, "talk_started", "2001")];
  const keyed = (since: number) => [
    { node: "2001", since: new Date(noon + since * 1000).toISOString() },
  ];
  expect(happenings(started, keyed(14_400))).toEqual([]);
  expect(happenings(started, keyed(0)).map(({ isLive }) => isLive)).toEqual([true]);
});

test("digits that are dialled together are shown together", () => {
  const dial = (seconds: number, digit: string) => activity(seconds, "dtmf", "local", { digit });
  const activities = [dial(20, "1"), dial(2, "0"), dial(1, "7"), dial(0, "*")];
  expect(happenings(activities, []).map(({ digits }) => digits)).toEqual(["1", "*70"]);
});

test("keys stay when something new comes", () => {
  const old = activity(10, "link_connected", "2001");
  const fresh = activity(20, "link_disconnected", "2001", { duration: 10 });
  const [before] = happenings([old], []);
  const [, after] = happenings([fresh, old], []);
  expect(after?.key).toBe(before?.key);
});

test("keys stay when the oldest goes, and are never the same", () => {
  const rows = [3, 2, 2, 1, 0].map((second) => activity(second, "link_connected", "2001"));
  const keysOf = (from: number, to: number) =>
    happenings(rows.slice(from, to), []).map(({ key }) => key);
  expect(keysOf(0, 4).slice(1)).toEqual(keysOf(1, 5).slice(0, 3));
  expect(new Set(keysOf(0, 5)).size).toBe(5);
});

test("a filter takes a kind and a part of a name", () => {
  const shown = happenings(
    [
      activity(32, "talk_ended", "W1AW-P", { duration: 20 }),
      activity(5, "link_connected", "W1AW-P"),
      activity(4, "link_connected", "2001"),
    ],
    [],
  );
  const found = (filter: Filter, words: string) =>
    filtered(shown, filter, words, (node) => (node === "2001" ? "N0CALL" : node));
  expect(found("link", "").map(({ node }) => node)).toEqual(["W1AW-P", "2001"]);
  expect(found("all", " w1aw ").length).toBe(2);
  expect(found("talk", "2001")).toEqual([]);
  expect(found("all", "n0call").map(({ node }) => node)).toEqual(["2001"]);
});

test("quarter hours add up to hours", () => {
  const quarters = [
    { start: "2026-11-01T12:00:00+00:00", seconds: 10 },
    { start: "2026-11-01T12:45:00+00:00", seconds: 5 },
    { start: "2026-11-01T23:45:00+00:00", seconds: 1 },
  ];
  const hours = byHour(quarters, (at) => new Date(at).getUTCHours());
  expect(hours.length).toBe(24);
  expect([hours[12], hours[13], hours[23]]).toEqual([15, 0, 1]);
});

test("rows are in the order of the times that they show, and who talks now is on top", () => {
  const keyed = [{ node: "2003", since: new Date(noon + 5_000).toISOString() }];
  const activities = [
    activity(62, "talk_ended", "2001", { duration: 50 }),
    activity(30, "link_connected", "2002"),
    activity(10, "talk_started", "2001"),
    activity(5, "talk_started", "2003"),
  ];
  expect(happenings(activities, keyed).map(({ node, at }) => [node, at - noon])).toEqual([
    ["2003", 5_000],
    ["2002", 30_000],
    ["2001", 10_000],
  ]);
});

test("who called is filled in when a poll has told it, also for a link that has ended", () => {
  const activities = [
    activity(40, "link_connected", "2001"),
    activity(30, "link_disconnected", "2001", { direction: "out", duration: 10 }),
    activity(20, "link_connected", "2001"),
    activity(10, "link_connected", "2002"),
  ];
  const links = linkMap(link("2001", { direction: "in" }));
  expect(happenings(activities, [], links).map(({ direction }) => direction)).toEqual([
    "in",
    "out",
    "out",
    undefined,
  ]);
});
