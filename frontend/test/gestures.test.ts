// @vitest-environment jsdom
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Gestures, type Actions } from "../src/gestures";

const set = { action: "more-info" };
let fired: string[];
let host: HTMLElement;

const gesturesOf = (actions: Actions): Gestures => new Gestures(host, () => actions);

const click = (gestures: Gestures, held = 0): void => {
  gestures.press();
  vi.advanceTimersByTime(held);
  gestures.click(new MouseEvent("click", { detail: 1 }));
};

beforeEach(() => {
  vi.useFakeTimers({ now: 1_000_000 });
  fired = [];
  host = document.createElement("div");
  host.addEventListener("hass-action", (event) => fired.push((event as CustomEvent).detail.action));
});

afterEach(() => {
  vi.useRealTimers();
});

test("a tap is a tap at once, unless it may become a double tap", () => {
  click(gesturesOf({ tap_action: set }));
  expect(fired).toEqual(["tap"]);
  const both = gesturesOf({ tap_action: set, double_tap_action: set });
  click(both);
  expect(fired).toEqual(["tap"]);
  vi.advanceTimersByTime(250);
  expect(fired).toEqual(["tap", "tap"]);
  click(both);
  click(both);
  vi.advanceTimersByTime(1000);
  expect(fired).toEqual(["tap", "tap", "double_tap"]);
});

test("held for half a second it is no tap", () => {
  const all = gesturesOf({ tap_action: set, hold_action: set });
  click(all, 499);
  click(all, 500);
  expect(fired).toEqual(["tap", "hold"]);
});

test("what is not set does nothing", () => {
  const none = gesturesOf({ tap_action: { action: "none" } });
  click(none);
  click(none, 600);
  expect([none.isSet, fired.length]).toEqual([false, 0]);
});
