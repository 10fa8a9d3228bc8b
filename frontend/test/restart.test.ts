// Home Assistant restarts, or the way to it is cut: what the feeds make of it.

import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { ActivityFeed, NodeFeed } from "../src/live";
import { FakeConnection } from "./connection";
import { activity, link, noon, state } from "./fixtures";

const iso = (at: number) => new Date(at).toISOString();
const since = iso(noon - 5000);
const settled = () => vi.advanceTimersByTimeAsync(0);

const talking = () => ({
  now: iso(noon),
  state: state({ receiving: true, transmitting: true, keyed: [{ node: "2001", since }] }),
  links: { "2001": link("2001", { keyed: true }) },
});

const quiet = () => ({ now: iso(Date.now()), state: state(), links: {} });

const listening = async () => {
  const connection = new FakeConnection();
  const feed = new NodeFeed(connection, "device");
  const stop = feed.listen(() => undefined);
  await settled();
  connection.send("node", talking());
  return { connection, feed, stop };
};

beforeEach(() => {
  vi.useFakeTimers({ now: noon });
});

afterEach(() => {
  vi.useRealTimers();
});

test("nobody talks and nothing can be controlled while Home Assistant is away", async () => {
  const { connection, feed } = await listening();
  expect(feed.talking).toEqual([{ node: "2001", since }]);
  connection.drop();
  expect(feed.state).toEqual(
    state({
      available: false,
      can_control: false,
      reason: "offline",
      receiving: null,
      transmitting: null,
    }),
  );
  expect(feed.talking).toEqual([]);
  expect([...feed.links.values()]).toEqual([link("2001")]);
});

test("after a restart the node comes back, though its command comes later", async () => {
  const { connection, feed } = await listening();
  connection.drop();
  connection.refusal = "unknown_command";
  connection.back();
  await settled();
  expect([feed.state?.available, feed.state?.reason, feed.error]).toEqual([
    false,
    "starting",
    undefined,
  ]);
  connection.refusal = undefined;
  await vi.advanceTimersByTimeAsync(1000);
  connection.send("node", quiet());
  expect(feed.state).toEqual(state());
  expect(feed.talking).toEqual([]);
  expect(feed.reason).toBe(undefined);
});

test("it is asked for after one second, two, and so on to five", async () => {
  const connection = new FakeConnection();
  connection.refusal = "unknown_command";
  new NodeFeed(connection, "device").listen(() => undefined);
  const asked = [];
  for (const seconds of [0, 1, 2, 3, 4, 5, 5]) {
    await vi.advanceTimersByTimeAsync(seconds * 1000);
    asked.push(connection.asked);
  }
  expect(asked).toEqual([1, 2, 3, 4, 5, 6, 7]);
});

test("a page that is opened while Home Assistant starts gets the node as well", async () => {
  const connection = new FakeConnection();
  connection.refusal = "unknown_command";
  const feed = new NodeFeed(connection, "device");
  feed.listen(() => undefined);
  await settled();
  expect([feed.error, feed.reason]).toEqual([undefined, "starting"]);
  connection.refusal = undefined;
  await vi.advanceTimersByTimeAsync(1000);
  connection.send("node", quiet());
  expect(feed.state).toEqual(state());
});

test("a page that is opened while Home Assistant is away waits for it", async () => {
  const connection = new FakeConnection();
  connection.drop();
  const feed = new NodeFeed(connection, "device");
  feed.listen(() => undefined);
  await settled();
  expect([connection.asked, feed.reason]).toEqual([0, "offline"]);
  connection.back();
  await settled();
  expect(connection.asked).toBe(1);
});

test.each(["not_found", "unauthorized"])("what is %s is asked for at the next connection", async (code) => {
  const connection = new FakeConnection();
  connection.refusal = code;
  const feed = new NodeFeed(connection, "device");
  feed.listen(() => undefined);
  await vi.advanceTimersByTimeAsync(60_000);
  expect([feed.error, connection.asked]).toEqual([code, 1]);
  connection.refusal = undefined;
  connection.drop();
  connection.back();
  await settled();
  connection.send("node", quiet());
  expect([feed.error, feed.state]).toEqual([undefined, state()]);
});

test("nobody asks again when nobody listens any more", async () => {
  const connection = new FakeConnection();
  connection.refusal = "unknown_command";
  const stop = new NodeFeed(connection, "device").listen(() => undefined);
  await settled();
  stop();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(connection.asked).toBe(1);
});

test("a connection carries one subscription, and only its own is ended", async () => {
  const { connection, stop } = await listening();
  connection.drop();
  connection.back();
  await settled();
  expect(connection.subscriptions.map(({ id }) => id)).toEqual([1]);
  connection.drop();
  stop();
  await settled();
  expect(connection.ended).toEqual([]);
});

test("what comes of an ended subscription is not taken", async () => {
  const { connection, feed, stop } = await listening();
  const [old] = connection.subscriptions;
  stop();
  feed.listen(() => undefined);
  await settled();
  old?.send(quiet());
  expect(feed.state?.receiving).toBe(true);
});

test("who talked when nobody listened is not said to have talked a moment ago", async () => {
  const { connection, feed, stop } = await listening();
  stop();
  await vi.advanceTimersByTimeAsync(600_000);
  feed.listen(() => undefined);
  await settled();
  connection.send("node", quiet());
  expect(feed.talking).toEqual([]);
});

test("activities come again as well", async () => {
  const connection = new FakeConnection();
  const feed = new ActivityFeed(connection, "device");
  feed.listen(() => undefined);
  await settled();
  connection.send("activity", { activities: [activity(0, "dtmf", "local", { digit: "1" })] });
  connection.drop();
  connection.refusal = "unknown_command";
  connection.back();
  await settled();
  connection.refusal = undefined;
  await vi.advanceTimersByTimeAsync(1000);
  connection.send("activity", { activities: [] });
  connection.send("activity", { activity: activity(9, "dtmf", "local", { digit: "9" }) });
  // The server sends everything once more when the node is followed.
  connection.send("activity", { activities: [activity(2, "dtmf", "local", { digit: "2" })] });
  expect(feed.activities.map(({ digit }) => digit)).toEqual(["2"]);
});
