import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { HeldOrder } from "../src/held-order";

const entries = (ids: string): [string, string][] => [...ids].map((id) => [id, id.toUpperCase()]);

let hasFocus = false;
const changed = vi.fn();
let order: HeldOrder<string>;

const shown = (ids: string, max = 10): string =>
  order.arrange(entries(ids), max).map(({ id, isGone }) => (isGone ? `(${id})` : id)).join("");

beforeEach(() => {
  vi.useFakeTimers();
  hasFocus = false;
  changed.mockClear();
  order = new HeldOrder(changed, () => hasFocus);
});

afterEach(() => {
  vi.useRealTimers();
});

test("a list that nobody is about to touch is in its own order", () => {
  expect([shown("abc"), shown("cab"), shown("cab", 2)]).toEqual(["abc", "cab", "ca"]);
});

test("under the pointer rows stay, and for a second after it", () => {
  shown("abc");
  order.enter();
  expect(shown("cba")).toBe("abc");
  order.leave();
  vi.advanceTimersByTime(999);
  expect([shown("cba"), changed.mock.calls.length]).toEqual(["abc", 0]);
  vi.advanceTimersByTime(1);
  expect([shown("cba"), changed.mock.calls.length]).toEqual(["cba", 1]);
});

test("with the keyboard in the list rows stay", () => {
  shown("abc");
  hasFocus = true;
  expect(shown("cba")).toBe("abc");
  hasFocus = false;
  expect(shown("cba")).toBe("cba");
});

test("who is gone keeps the place, and who comes stands last", () => {
  shown("abc");
  order.enter();
  expect(shown("dca")).toBe("a(b)cd");
  expect(shown("dcab")).toBe("abcd");
  expect(shown("xdcab", 4)).toBe("abcd");
});

test("another list is in its own order at once", () => {
  shown("abc");
  order.enter();
  order.reset();
  expect(shown("ca")).toBe("ca");
});
