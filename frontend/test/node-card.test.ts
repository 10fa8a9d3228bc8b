// @vitest-environment jsdom
import { afterEach, expect, test, vi } from "vitest";
import { NodeCard } from "../src/node-card";
import { link, state } from "./fixtures";
import { all, hassOf, shown, textOf } from "./page";

const now = new Date().toISOString();

afterEach(() => document.body.replaceChildren());

test("a search can be ended when few links are left, and says that it has found nothing", async () => {
  const hass = hassOf();
  const card = await shown(NodeCard, hass, { device_id: "n", max_links: 2 });
  const links = Object.fromEntries(["1", "2", "333"].map((node) => [node, link(node)]));
  hass.connection.send("node", { now, state: state(), links });
  await card.updateComplete;
  const find = async (words: string) => {
    const [box] = all(card, ".links-bar input") as HTMLInputElement[];
    box!.value = words;
    box!.dispatchEvent(new Event("input"));
    await card.updateComplete;
  };
  await find("333");
  expect(all(card, ".link").length).toBe(1);
  hass.connection.send("node", { now, links: { "333": null } });
  await card.updateComplete;
  expect([all(card, ".link").length, textOf(card, ".empty")]).toEqual([0, "no_link_found"]);
  await find("");
  expect([all(card, ".link").length, all(card, ".links-bar input").length]).toEqual([2, 0]);
});

test("a card says why it has nothing to show", async () => {
  const hass = hassOf();
  hass.connection.refusal = "unknown_command";
  const card = await shown(NodeCard, hass, { device_id: "n" });
  await card.updateComplete;
  expect(textOf(card, ".empty")).toBe("reason_starting");
  hass.connection.refusal = "not_found";
  hass.connection.drop();
  hass.connection.back();
  await vi.waitFor(() => expect(textOf(card, ".empty")).toBe("not_found"));
});
