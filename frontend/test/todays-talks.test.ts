import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { TodaysTalks } from "../src/todays-talks";

const talks = { talkers: [], quarters: [] };
const wait = (ms: number) => vi.advanceTimersByTimeAsync(ms);

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

test("they are asked for at once, and a second after each other cause", async () => {
  const ask = vi.fn(async () => talks);
  const changed = vi.fn();
  const today = new TodaysTalks(ask, changed);
  today.heed("a");
  await wait(0);
  expect([today.talks, changed.mock.calls.length]).toEqual([talks, 1]);
  today.heed("a");
  await wait(5000);
  expect(ask).toHaveBeenCalledTimes(1);
  today.heed("b");
  await wait(999);
  expect(ask).toHaveBeenCalledTimes(1);
  await wait(1);
  expect(ask).toHaveBeenCalledTimes(2);
});

test("a question without an answer is asked again", async () => {
  const ask = vi.fn().mockRejectedValueOnce({ code: "unknown_command" }).mockResolvedValue(talks);
  const today = new TodaysTalks(ask, () => undefined);
  today.heed("a");
  await wait(4999);
  expect([ask.mock.calls.length, today.talks]).toEqual([1, undefined]);
  await wait(1);
  expect([ask.mock.calls.length, today.talks]).toEqual([2, talks]);
});

test("what is refused is not asked for again, nor what nobody waits for", async () => {
  const refused = vi.fn().mockRejectedValue({ code: "unauthorized" });
  new TodaysTalks(refused, () => undefined).heed("a");
  const lost = vi.fn().mockRejectedValue({ error: { code: 3 } });
  const today = new TodaysTalks(lost, () => undefined);
  today.heed("a");
  await wait(0);
  today.stop();
  await wait(60_000);
  expect([refused.mock.calls.length, lost.mock.calls.length]).toEqual([1, 1]);
});
