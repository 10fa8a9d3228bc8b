// Where nodes are, on Home Assistant's own map.

import { LitElement, css, html, nothing, type PropertyValues, type TemplateResult } from "lit";
import type { FarNode } from "../model";
import { base } from "../styles";
import type { Texts } from "../texts";

interface Helpers {
  createCardElement(config: object): HTMLElement;
}

/** What the map is given for each node. */
interface Location {
  id: string;
  location: [number, number];
  title: string;
  activatable: true;
  element: HTMLElement;
  elementSize: [number, number];
}

const DOT = 16;

/** A page has the map only after a card with one was made. */
const loadMap = async (): Promise<boolean> => {
  const { loadCardHelpers } = window as unknown as { loadCardHelpers?: () => Promise<Helpers> };
  if (!loadCardHelpers) return false;
  const helpers = await loadCardHelpers();
  helpers.createCardElement({ type: "map", entities: ["zone.home"] });
  await customElements.whenDefined("ha-map");
  return true;
};

/** Fires `choose` with the name of a node. */
export class StationMap extends LitElement {
  static override properties = {
    nodes: { attribute: false },
    texts: { attribute: false },
    hasMap: { state: true },
  };

  declare nodes: FarNode[];
  declare texts: Texts;
  declare private hasMap?: boolean;
  private locations: Location[] = [];
  /** What the locations are made of. */
  private made = "";

  constructor() {
    super();
    this.nodes = [];
  }

  override connectedCallback(): void {
    super.connectedCallback();
    loadMap().then(
      (hasMap) => {
        this.hasMap = hasMap;
      },
      () => {
        this.hasMap = false;
      },
    );
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (!changed.has("nodes")) return;
    const placed = this.nodes.filter(({ latitude, longitude }) => latitude !== null && longitude !== null);
    const made = JSON.stringify(placed.map(({ node, callsign, latitude, longitude }) => [node, callsign, latitude, longitude]));
    // The map draws a new list from scratch.
    if (made === this.made) return;
    this.made = made;
    this.locations = placed.map((node) => this.locate(node));
  }

  private locate({ node, callsign, location, adjacent, latitude, longitude }: FarNode): Location {
    const element = document.createElement("div");
    const color = "var(--allstarlink-talk-color, var(--primary-color, #03a9f4))";
    element.style.cssText = `width:${DOT}px;height:${DOT}px;box-sizing:border-box;border-radius:50%;cursor:pointer;
      border:2px solid #fff;box-shadow:0 1px 4px rgb(0 0 0 / .5);background:${adjacent ? color : "#5f6368"}`;
    element.dataset.node = node;
    return {
      id: node,
      location: [latitude ?? 0, longitude ?? 0],
      title: [callsign ?? node, callsign ? node : null, location].filter(Boolean).join(" · "),
      activatable: true,
      element,
      elementSize: [DOT, DOT],
    };
  }

  protected override render(): TemplateResult | typeof nothing {
    const { texts, locations, hasMap } = this;
    if (locations.length === 0) return html`<div class="empty">${texts("no_positions")}</div>`;
    if (hasMap === false) return html`<div class="empty">${texts("no_map")}</div>`;
    if (!hasMap) return html`<div class="room"></div>`;
    return html`<ha-map
        class="room"
        auto-fit
        .editableLocations=${locations}
        .zoom=${10}
        @editable-location-clicked=${(event: CustomEvent<{ id: string }>) => {
          event.stopPropagation();
          this.dispatchEvent(new CustomEvent("choose", { detail: event.detail.id }));
        }}
      ></ha-map>
      <div class="soft small note">${texts("positions", { count: locations.length, all: this.nodes.length })}</div>`;
  }

  static override styles = [
    base,
    css`
      .room {
        display: block;
        height: calc(100% - 28px);
        isolation: isolate;
      }
      .note {
        height: 28px;
        box-sizing: border-box;
        padding: 6px 16px;
      }
    `,
  ];
}
