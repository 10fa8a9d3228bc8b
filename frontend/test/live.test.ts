import { afterEach, expect, test, vi } from "vitest";
import type { Connection } from "../src/hass";
import { ActivityFeed, NodeFeed, nodeFeed } from "../src/live";
import { activity, link, noon, state } from "./fixtures";

type Send = (message: unknown) => void;

const fake = () => {
  const subscriptions: { send: Send; command: Record<string, unknown> }[] = [];
  const unsubscribe = vi.fn(async () => undefined);
  const connection: Connection = {
    connected: true,
    subscribeMessage: async (send, command) => {
      subscriptions.push({ send: send as Send, command });
      return unsubscribe;
    },
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
  };
  return { connection, subscriptions, unsubscribe };
};

const now = new Date(noon).toISOString();

afterEach(() => {
  vi.useRealTimers();
});

test("what changed is merged into what was known", () => {
  const { connection, subscriptions } = fake();
  const feed = new NodeFeed(connection, "device");
  const listener = vi.fn();
  feed.listen(listener);
  const { send, command } = subscriptions[0]!;
  expect(command).toEqual({ type: "allstarlink/node/subscribe", device_id: "device" });
  send({ now, state: state(), links: { a: link("a"), b: link("b") } });
  send({ now, state: { receiving: true }, links: { a: null, c: link("c") } });
  expect(feed.state).toEqual(state({ receiving: true }));
  expect([...feed.links.keys()]).toEqual(["b", "c"]);
  expect(listener).toHaveBeenCalledTimes(2);
});

test("after a reconnection the first message replaces everything", () => {
  const { connection, subscriptions } = fake();
  const feed = new NodeFeed(connection, "device");
  feed.listen(() => undefined);
  const { send } = subscriptions[0]!;
  send({ now, state: state(), links: { a: link("a") } });
  send({ now, state: state(), links: { b: link("b") } });
  expect([...feed.links.keys()]).toEqual(["b"]);
});

test("a browser's wrong clock does not show", () => {
  vi.useFakeTimers({ now: noon + 3_600_000 });
  const { connection, subscriptions } = fake();
  const feed = new NodeFeed(connection, "device");
  feed.listen(() => undefined);
  subscriptions[0]!.send({ now, state: state(), links: {} });
  vi.advanceTimersByTime(5000);
  expect(feed.now()).toBe(noon + 5000);
});

test("a browser's clock that is set while the page is open does not show either", () => {
  vi.useFakeTimers({ now: noon - 3 * 3_600_000 });
  const { connection, subscriptions } = fake();
  const feed = new NodeFeed(connection, "device");
  feed.listen(() => undefined);
  const { send } = subscriptions[0]!;
  send({ now, state: state(), links: {} });
  expect(feed.now()).toBe(noon);
  vi.setSystemTime(noon + 60_000);
  send({ now: new Date(noon + 60_000).toISOString(), state: { receiving: true } });
  expect(feed.now()).toBe(noon + 60_000);
  // A message that is a little late changes nothing.
  send({ now: new Date(noon + 58_500).toISOString(), state: { receiving: false } });
  expect(feed.now()).toBe(noon + 60_000);
});

test("who was keyed a moment ago is still talking, until the talk has ended", () => {
  vi.useFakeTimers({ now: noon });
  const { connection, subscriptions } = fake();
  const feed = new NodeFeed(connection, "device");
  feed.listen(() => undefined);
  const { send } = subscriptions[0]!;
  send({ now, state: state({ keyed: [{ node: "a", since: now }] }), links: {} });
  vi.advanceTimersByTime(5000);
  send({ now: new Date(noon + 5000).toISOString(), state: { keyed: [] } });
  expect(feed.talking.map(({ node }) => node)).toEqual(["a"]);
  vi.advanceTimersByTime(4000);
  expect(feed.talking).toEqual([]);
});

test("cards share a feed, which ends with the last of them", async () => {
  const { connection, subscriptions, unsubscribe } = fake();
  const feed = nodeFeed(connection, "device");
  expect(nodeFeed(connection, "device")).toBe(feed);
  const stops = [feed.listen(() => undefined), feed.listen(() => undefined)];
  expect(subscriptions.length).toBe(1);
  stops[0]!();
  expect(unsubscribe).not.toHaveBeenCalled();
  stops[1]!();
  await vi.waitFor(() => expect(unsubscribe).toHaveBeenCalledTimes(1));
});

test("a refusal is told", async () => {
  const { connection } = fake();
  connection.subscribeMessage = () => Promise.reject({ code: "unauthorized" });
  const feed = new NodeFeed(connection, "device");
  const listener = vi.fn();
  feed.listen(listener);
  await vi.waitFor(() => expect(listener).toHaveBeenCalled());
  expect(feed.error).toBe("unauthorized");
});

test("activities come newest first, and not without end", () => {
  const { connection, subscriptions } = fake();
  const feed = new ActivityFeed(connection, "device");
  feed.listen(() => undefined);
  const { send } = subscriptions[0]!;
  send({ activities: [activity(0, "talk_started", "a")] });
  for (let second = 1; second < 500; second += 1) {
    send({ activity: activity(second, "dtmf", "local", { digit: "1" }) });
  }
  expect(feed.activities.length).toBe(400);
  expect(feed.activities[0]?.time).toBe(new Date(noon + 499_000).toISOString());
});

test("the callsigns of activities are kept, the newest of each", () => {
  const { connection, subscriptions } = fake();
  const feed = new ActivityFeed(connection, "device");
  feed.listen(() => undefined);
  const { send } = subscriptions[0]!;
  const heard = (node: string, callsign?: string) => activity(0, "talk_started", node, { callsign });
  send({ activities: [heard("1", "NEW"), heard("1", "OLD"), heard("2")] });
  expect([...feed.callsigns]).toEqual([["1", "NEW"]]);
  send({ activity: heard("2", "W1AW") });
  expect(feed.callsigns.get("2")).toBe("W1AW");
});
