// A page with a card, as far as jsdom is one.

import { vi } from "vitest";
import type { LitElement } from "lit";
import type { Device, Hass } from "../src/hass";
import { FakeConnection } from "./connection";

/** jsdom measures nothing. */
vi.stubGlobal(
  "ResizeObserver",
  class {
    constructor(private measured: (entries: object[]) => void) {}
    observe(): void {
      this.measured([{ contentRect: { width: 600 } }]);
    }
    disconnect(): void {}
  },
);

export const device = (id: string, more: Partial<Device> = {}): Device => ({
  id,
  name: id,
  name_by_user: null,
  model: "app_rpt node",
  identifiers: [["allstarlink", id]],
  via_device_id: "server",
  disabled_by: null,
  ...more,
});

export const hassOf = (...devices: Device[]) => ({
  connection: new FakeConnection(),
  devices: Object.fromEntries(devices.map((each) => [each.id, each])),
  entities: {},
  language: "en",
  locale: { language: "en", time_format: "24", time_zone: "server" },
  config: { time_zone: "UTC" },
  localize: (key: string) => key.split(".").at(-1) ?? "",
  loadBackendTranslation: async () => (key: string) => key,
  callWS: vi.fn(async () => ({ talkers: [], quarters: [] })),
  callService: vi.fn(async () => ({})),
});

export type FakeHass = ReturnType<typeof hassOf>;

interface Card extends LitElement {
  hass: Hass;
  setConfig(config: object): void;
}

/** Put a card on the page. */
export const shown = async (
  element: CustomElementConstructor,
  hass: FakeHass,
  config: object = {},
): Promise<Card> => {
  const name = `test-${element.name.toLowerCase()}`;
  if (!customElements.get(name)) customElements.define(name, element);
  const card = document.createElement(name) as Card;
  card.setConfig({ type: name, ...config });
  card.hass = hass as unknown as Hass;
  document.body.append(card);
  await card.updateComplete;
  return card;
};

export const all = (card: LitElement, selector: string): HTMLElement[] => [
  ...card.renderRoot.querySelectorAll<HTMLElement>(selector),
];

export const textOf = (card: LitElement, selector: string): string | undefined =>
  all(card, selector)[0]?.textContent?.trim();

export const press = (element: Element, key: string): void => {
  element.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, composed: true }));
};
