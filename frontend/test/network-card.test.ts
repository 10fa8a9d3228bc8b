// @vitest-environment jsdom
import type { LitElement } from "lit";
import { afterEach, expect, test } from "vitest";
import { NetworkCard } from "../src/network-card";
import type { Link } from "../src/model";
import { link, state } from "./fixtures";
import { all, device, hassOf, press, shown, textOf, type FakeHass } from "./page";

afterEach(() => document.body.replaceChildren());

const message = (...links: Link[]) => ({
  now: new Date().toISOString(),
  state: state(),
  links: Object.fromEntries(links.map((each) => [each.node, each])),
});

const withLinks = async (hass: FakeHass, ...links: Link[]) => {
  const card = await shown(NetworkCard, hass);
  hass.connection.send("node", message(...links));
  await card.updateComplete;
  return card;
};

const tabbable = (card: LitElement) =>
  all(card, ".spot[tabindex='0']").map(({ dataset }) => dataset.key);

test("nobody is lit while Home Assistant is away", async () => {
  const hass = hassOf(device("n"));
  const card = await withLinks(hass, link("2001", { keyed: true }));
  expect(all(card, ".edge.keyed, .spot.keyed").length).toBe(2);
  hass.connection.drop();
  await card.updateComplete;
  expect(all(card, ".edge.keyed, .spot.keyed").length).toBe(0);
  expect(all(card, ".hub")[0]?.getAttribute("aria-label")).toBe("n: unavailable");
});

test("nodes are there again after they all had gone", async () => {
  const hass = hassOf(device("n"));
  const card = await withLinks(hass);
  for (const disabled_by of ["config_entry", null]) {
    card.hass = { ...hass, devices: { n: device("n", { disabled_by }) } } as never;
  }
  await card.updateComplete;
  hass.connection.send("node", message());
  await card.updateComplete;
  expect(all(card, ".hub").length).toBe(1);
});

test("without nodes it asks for a server, and with them it says why they are not shown", async () => {
  expect(textOf(await shown(NetworkCard, hassOf()), ".empty")).toBe("choose_server");
  const hass = hassOf(device("n"));
  hass.connection.refusal = "unauthorized";
  const card = await shown(NetworkCard, hass);
  await card.updateComplete;
  expect(textOf(card, ".empty")).toBe("not_allowed");
});

test.each(["Enter", " "])("the key %j is a click", async (key) => {
  const card = await withLinks(hassOf(device("n")), link("2001"));
  const [spot] = all(card, ".spot");
  press(spot!, key);
  await card.updateComplete;
  expect(textOf(card, ".details b")).toBe("2001");
  press(spot!, key);
  await card.updateComplete;
  expect(all(card, ".details").length).toBe(0);
});

test("one link can always be reached with the Tab key", async () => {
  const hass = hassOf(device("m"), device("n"));
  const card = await shown(NetworkCard, hass);
  const [first, second] = hass.connection.subscriptions;
  first?.send({ ...message(), state: state({ node: "1998" }) });
  second?.send(message(link("2001"), link("2002")));
  await card.updateComplete;
  expect(tabbable(card)).toEqual(["n 2001"]);
  all(card, ".spot")[1]?.dispatchEvent(new Event("click"));
  await card.updateComplete;
  expect(tabbable(card)).toEqual(["n 2002"]);
  second?.send({ now: new Date().toISOString(), links: { "2002": null } });
  await card.updateComplete;
  expect(tabbable(card)).toEqual(["n 2001"]);
});
