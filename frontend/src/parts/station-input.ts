// A field in which a node is typed: stations that may be meant are offered below it.

import { LitElement, css, html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import type { Hass } from "../hass";
import { ICONS, icon } from "../icons";
import { Places } from "../places";
import { Search } from "../search";
import { base } from "../styles";
import type { Texts } from "../texts";
import { subtitle, title } from "../view/links";
import type { Station } from "../view/names";

/** What a card lets do with a station that was found. */
export interface StationUse {
  canStar: (node: string) => boolean;
  isStarred: (node: string) => boolean;
  star: (station: Station) => void;
  lookUp: (station: Station) => void;
}

/** Pixels between the field and what is offered. */
const GAP = 4;
const MIN_WIDTH = 300;
const MARGIN = 8;

/** Fires `typed` with the text, and `choose` with the `Station` that was chosen. */
export class StationInput extends LitElement {
  static override properties = {
    hass: { attribute: false },
    deviceId: { attribute: false },
    texts: { attribute: false },
    value: { attribute: false },
    label: { attribute: false },
    use: { attribute: false },
    favorites: { attribute: false },
    isOpen: { state: true },
  };

  declare hass: Hass;
  declare deviceId?: string;
  declare texts: Texts;
  declare value: string;
  declare label: string;
  declare use?: StationUse;
  /** The numbers of those that have a star. */
  declare favorites?: string[];
  declare private isOpen: boolean;
  private places = new Places(this);
  private search = new Search(
    () => this.hass,
    () => this.deviceId,
    () => {
      this.isOpen = this.search.found.length > 0 || !this.search.hasDirectory;
      this.requestUpdate();
    },
  );

  constructor() {
    super();
    this.value = "";
    this.isOpen = false;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.close();
  }

  override focus(): void {
    this.renderRoot.querySelector("input")?.focus();
  }

  /** Offer nothing any more. */
  close(): void {
    this.search.stop();
    this.isOpen = false;
  }

  protected override render(): TemplateResult {
    return html`<div @keydown=${this.key} @focusout=${this.left}>
      <input
        type="text"
        role="combobox"
        name="node"
        aria-label=${this.label}
        aria-haspopup="grid"
        aria-expanded=${this.isOpen ? "true" : "false"}
        aria-controls="found"
        aria-autocomplete="list"
        autocomplete="off"
        autocapitalize="characters"
        spellcheck="false"
        enterkeyhint="go"
        maxlength="60"
        placeholder=${this.label}
        .value=${this.value}
        @input=${this.type}
      />
      <div id="found" popover="manual" role="grid" aria-label=${this.texts("found")}>
        ${this.isOpen ? this.offers() : nothing}
      </div>
    </div>`;
  }

  private offers(): unknown {
    const { found } = this.search;
    if (found.length === 0) return html`<div role="row"><div role="gridcell" class="none soft">${this.texts("no_list")}</div></div>`;
    return repeat(
      found,
      ({ node }) => node,
      (station) => this.offer(station),
    );
  }

  private offer(station: Station): TemplateResult {
    const { texts, use } = this;
    const name = title(station);
    const isStarred = this.favorites?.includes(station.node) ?? false;
    return html`<div role="row" class="offer" data-place="offer">
      <div role="gridcell" class="grow">
        <button type="button" class="station" data-choose @click=${() => this.choose(station)}>
          <b class="ellipsis">${name}</b>
          <span class="soft small ellipsis">${subtitle(station)}</span>
        </button>
      </div>
      ${use?.canStar(station.node)
        ? html`<div role="gridcell">
            <button
              type="button"
              class="round star"
              aria-pressed=${isStarred ? "true" : "false"}
              aria-label=${texts("favorite_of", { name })}
              @click=${() => use.star(station)}
            >
              ${icon(isStarred ? ICONS.star : ICONS.starOutline)}
            </button>
          </div>`
        : nothing}
      ${use
        ? html`<div role="gridcell">
            <button
              type="button"
              class="round"
              aria-label=${texts("look_up", { name })}
              @click=${() => {
                this.close();
                use.lookUp(station);
              }}
            >
              ${icon(ICONS.info)}
            </button>
          </div>`
        : nothing}
    </div>`;
  }

  protected override updated(changed: PropertyValues): void {
    this.places.measure(this.renderRoot);
    if (!changed.has("isOpen")) return;
    const list = this.renderRoot.querySelector<HTMLElement>("#found");
    if (!list?.showPopover) return;
    if (!this.isOpen) {
      list.hidePopover();
      removeEventListener("scroll", this.place, true);
      return;
    }
    list.showPopover();
    this.place();
    addEventListener("scroll", this.place, { capture: true, passive: true });
  }

  /** Below the field, or above it where there is more room, within the window. */
  private place = (): void => {
    const field = this.renderRoot.querySelector("input")?.getBoundingClientRect();
    const list = this.renderRoot.querySelector<HTMLElement>("#found");
    if (!field || !list) return;
    const width = Math.min(Math.max(field.width, MIN_WIDTH), innerWidth - 2 * MARGIN);
    const start = getComputedStyle(this).direction === "rtl" ? field.right - width : field.left;
    const below = (visualViewport?.height ?? innerHeight) - field.bottom - GAP - MARGIN;
    const isBelow = below >= Math.min(240, field.top);
    list.style.width = `${width}px`;
    list.style.left = `${Math.max(MARGIN, Math.min(start, innerWidth - width - MARGIN))}px`;
    list.style.maxHeight = `${Math.max(120, isBelow ? below : field.top - GAP - MARGIN)}px`;
    list.style.top = isBelow ? `${field.bottom + GAP}px` : "auto";
    list.style.bottom = isBelow ? "auto" : `${innerHeight - field.top + GAP}px`;
  };

  private type = (event: InputEvent): void => {
    this.value = (event.target as HTMLInputElement).value;
    this.search.look(this.value);
    if (this.search.found.length === 0) this.isOpen = false;
    this.dispatchEvent(new CustomEvent("typed", { detail: this.value }));
  };

  private choose(station: Station): void {
    this.close();
    this.focus();
    this.dispatchEvent(new CustomEvent("choose", { detail: station }));
  }

  /** Up and down from one to the next, Escape closes. */
  private key = (event: KeyboardEvent): void => {
    if (event.key === "Escape" && this.isOpen) {
      event.preventDefault();
      event.stopPropagation();
      this.close();
      this.focus();
    }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step || !this.isOpen) return;
    event.preventDefault();
    const stops = [...this.renderRoot.querySelectorAll<HTMLElement>("input, [data-choose]")];
    const at = (this.renderRoot as ShadowRoot).activeElement?.closest(".offer, input");
    const index = stops.findIndex((stop) => stop === at || at?.contains(stop));
    stops[(index + step + stops.length) % stops.length]?.focus();
  };

  private left = ({ relatedTarget }: FocusEvent): void => {
    if (!relatedTarget || !this.renderRoot.contains(relatedTarget as Node)) this.close();
  };

  static override styles = [
    base,
    css`
      :host {
        height: auto;
        min-width: 0;
      }
      input {
        width: 100%;
      }
      [popover] {
        position: fixed;
        inset: auto;
        margin: 0;
        padding: 6px;
        box-sizing: border-box;
        overflow: hidden auto;
        border: none;
        border-radius: var(--radius);
        background: var(--card-background-color, #fff);
        color: var(--ink);
        box-shadow: 0 6px 24px rgb(0 0 0 / 0.3);
      }
      .offer {
        display: flex;
        align-items: center;
      }
      .station {
        width: 100%;
        min-height: 48px;
        flex-direction: column;
        align-items: flex-start;
        justify-content: center;
        gap: 0;
        padding: 4px 10px;
        background: transparent;
        text-align: start;
      }
      .station > * {
        max-width: 100%;
      }
      .none {
        padding: 10px;
      }
    `,
  ];
}
