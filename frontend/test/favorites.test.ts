import { expect, test } from "vitest";
import { canBeFavorite, changed, favoritesOf, grouped, moved, toggled } from "../src/view/favorites";
import { state } from "./fixtures";

const list = favoritesOf(state({ favorites: ["1", "2", "3"] }));
const numbers = (favorites: { node: string }[]): string => favorites.map(({ node }) => node).join();

test("a star adds at the end and takes away", () => {
  expect(numbers(toggled(list, "4"))).toBe("1,2,3,4");
  expect(numbers(toggled(list, "2"))).toBe("1,3");
});

test.each([
  ["1", 1, "2,1,3"],
  ["3", -1, "1,3,2"],
  ["3", 1, "1,2,3"],
  ["1", -1, "1,2,3"],
  ["9", 1, "1,2,3"],
])("%s moved by %i gives %s", (node, by, order) => {
  expect(numbers(moved(list, node, by))).toBe(order);
});

test("a change leaves the others, and groups come in the order of their first", () => {
  const nets = changed(changed(list, "2", { group: "Nets", name: "Evening" }), "3", { group: "Nets" });
  expect(grouped(nets).map(([group, each]) => [group, numbers(each)])).toEqual([
    ["", "1"],
    ["Nets", "2,3"],
  ]);
  expect(nets[1]).toEqual({ node: "2", name: "Evening", mode: "transceive", group: "Nets" });
});

test.each([
  ["2001", true],
  ["1999", false],
  ["0123", false],
  ["W1AW-P", false],
  ["12345678901", false],
])("%s can be a favorite: %s", (name, can) => {
  expect(canBeFavorite(name, "1999")).toBe(can);
});
