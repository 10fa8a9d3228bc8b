// @vitest-environment jsdom
import { expect, test } from "vitest";
import type { Device, Hass, RegistryEntity } from "../src/hass";
import { DashboardStrategy } from "../src/strategy";
import { suggestionsFor } from "../src/suggestions";
import { isOutdated } from "../src/version";
import { device, hassOf } from "./page";

const server = device("s", { model: "Asterisk with app_rpt", via_device_id: null });
const node = (number: string, more: Partial<Device> = {}): Device =>
  device(`id-${number}`, { identifiers: [["allstarlink", `entry_${number}`]], via_device_id: "s", ...more });

const entity = (entity_id: string, device_id: string, translation_key: string): RegistryEntity => ({
  entity_id,
  device_id,
  translation_key,
  platform: "allstarlink",
});

const house = (devices: Device[], entities: RegistryEntity[] = []): Hass => {
  const hass = hassOf(...devices);
  const known = Object.fromEntries(entities.map((each) => [each.entity_id, each]));
  return Object.assign(hass, { entities: known }) as unknown as Hass;
};

interface View {
  title: string;
  path: string;
  sections: { cards: Record<string, unknown>[] }[];
}

const viewsOf = async (hass: Hass): Promise<View[]> => {
  const { views } = await DashboardStrategy.generate({}, hass);
  return views as View[];
};

test("one node gives one page beside diagnostics, several an overview", async () => {
  const titles = async (...numbers: string[]) =>
    (await viewsOf(house([server, ...numbers.map((each) => node(each))]))).map(({ path }) => path.slice(0, 9));
  expect(await titles("1999")).toEqual(["node-1999", "diagnosti"]);
  expect(await titles("1998", "1999")).toEqual(["overview", "node-1998", "node-1999", "diagnosti"]);
});

test("views have the number, or the name that the user gave", async () => {
  const views = await viewsOf(house([server, node("1998"), node("1999", { name_by_user: "Hilltop" })]));
  expect(views.map(({ title }) => title).slice(1, 3).sort()).toEqual(["1998", "Hilltop"]);
});

test("health is a gauge in three colors, receivers are bars, telephones have a view", async () => {
  const hass = house(
    [server, node("1999")],
    [
      { ...entity("sensor.health", "s", "health"), entity_category: "diagnostic" },
      entity("sensor.active", "s", "active_calls"),
      entity("sensor.rssi", "id-1999", "rssi"),
    ],
  );
  const views = await viewsOf(hass);
  const cards = views.flatMap(({ sections }) => sections.flatMap((section) => section.cards));
  const gauge = (id: string) => cards.filter(({ entity: shown }) => shown === id);
  expect(gauge("sensor.health")).toMatchObject([
    {
      type: "gauge",
      segments: [
        { from: 0, color: "var(--red-color)" },
        { from: 50, color: "var(--orange-color)" },
        { from: 80, color: "var(--green-color)" },
      ],
    },
  ]);
  expect(gauge("sensor.rssi")).toMatchObject([{ type: "gauge", min: 0, max: 255 }]);
  expect(gauge("sensor.active")).toMatchObject([{ type: "tile", name: { type: "entity" } }]);
  expect(views.map(({ path }) => path).slice(1)).toEqual(["telephony", "diagnostics"]);
});

test("only what the dashboard is made of makes it anew", () => {
  const before = house([server, node("1999")]);
  const changed = (more: object): boolean =>
    DashboardStrategy.shouldRegenerate({}, before, { ...before, ...more } as Hass);
  const other = device("x", { identifiers: [["hue", "x"]] });
  const lamp = { ...entity("light.x", "x", "lamp"), platform: "hue" };
  expect(changed({})).toBe(false);
  expect(changed({ devices: { ...before.devices, x: other } })).toBe(false);
  expect(changed({ entities: { "light.x": lamp } })).toBe(false);
  expect(changed({ devices: { ...before.devices, n: node("1998") } })).toBe(true);
  expect(changed({ entities: { a: entity("sensor.a", "id-1999", "talker") } })).toBe(true);
});

test("a card is offered for an entity of a device that it can show", () => {
  const hass = house(
    [server, node("1999")],
    [entity("sensor.talker", "id-1999", "talker"), entity("sensor.health", "s", "health")],
  );
  const offered = (card: string, id: string) =>
    suggestionsFor(card)(hass, id)?.map(({ config }) => [config.type, config.device_id]);
  const nodeCard = ["custom:allstarlink-node-card", "id-1999"];
  expect(offered("node", "sensor.talker")).toEqual([nodeCard, nodeCard]);
  expect(offered("activity", "sensor.talker")).toEqual([["custom:allstarlink-activity-card", "id-1999"]]);
  expect(offered("network", "sensor.health")).toEqual([["custom:allstarlink-network-card", "s"]]);
  expect([offered("network", "sensor.talker"), offered("node", "sensor.health")]).toEqual([undefined, undefined]);
  expect(offered("node", "light.other")).toBeUndefined();
});

test("a page is outdated if Home Assistant has another module than it", () => {
  expect([isOutdated("a", "b"), isOutdated("a", "a"), isOutdated(undefined, "a"), isOutdated("a", null)]).toEqual([
    true,
    false,
    false,
    false,
  ]);
});
