// @vitest-environment jsdom
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Places } from "../src/places";

let host: HTMLElement;
let button: HTMLElement;
let places: Places;
let top = 0;
const clicked = vi.fn();

const measureAt = (y: number): void => {
  top = y;
  places.measure(host);
};

const click = (more: object = {}): void => {
  const event = new MouseEvent("click", { bubbles: true, cancelable: true, detail: 1, clientX: 5, clientY: 5 });
  button.dispatchEvent(Object.assign(event, more));
};

const point = (clientX: number): void => {
  const event = new MouseEvent("pointermove", { bubbles: true, clientX });
  button.dispatchEvent(event);
};

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("matchMedia", () => ({ matches: false }));
  host = document.createElement("div");
  button = document.createElement("button");
  button.dataset.place = "row";
  Object.defineProperty(button, "offsetTop", { get: () => top });
  host.append(button);
  document.body.append(host);
  button.addEventListener("click", clicked);
  clicked.mockClear();
  places = new Places(host);
  point(1);
  measureAt(0);
  vi.advanceTimersByTime(1000);
});

afterEach(() => {
  host.remove();
  vi.useRealTimers();
});

test.each([
  [499, 0],
  [500, 1],
])("%i ms after a control came under the pointer, clicks count: %i", (after, count) => {
  measureAt(50);
  vi.advanceTimersByTime(after);
  click();
  expect(clicked).toHaveBeenCalledTimes(count);
});

test("who moves the mouse onto a control means it", () => {
  measureAt(50);
  vi.advanceTimersByTime(1);
  point(80);
  click();
  expect(clicked).toHaveBeenCalledTimes(1);
});

test("a finger has not seen what has just moved, wherever the mouse is", () => {
  measureAt(50);
  vi.advanceTimersByTime(100);
  point(80);
  click({ pointerType: "touch" });
  expect(clicked).toHaveBeenCalledTimes(0);
});

test("keys act on what has the focus", () => {
  measureAt(50);
  button.dispatchEvent(new MouseEvent("click", { bubbles: true, detail: 0 }));
  expect(clicked).toHaveBeenCalledTimes(1);
});

test("a question is answered by a tap elsewhere at once, not by a second tap at the same spot", () => {
  button.dataset.place = "answer";
  measureAt(50);
  click({ pointerType: "touch" });
  expect(clicked).toHaveBeenCalledTimes(1);
  measureAt(60);
  click({ pointerType: "touch" });
  expect(clicked).toHaveBeenCalledTimes(1);
});
