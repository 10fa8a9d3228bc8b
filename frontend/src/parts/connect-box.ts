// Where a node or a callsign is typed and called.

import { LitElement, css, html, nothing, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";
import type { Hass } from "../hass";
import { base } from "../styles";
import type { Texts } from "../texts";
import { subtitle, title } from "../view/links";
import type { Station } from "../view/names";
import type { StationInput, StationUse } from "./station-input";

export interface Call {
  node: string;
  mode: string;
  permanent: boolean;
  exclusive: boolean;
}

const MODES = ["transceive", "monitor", "local_monitor"];

/** Fires `call` with a `Call`; the card carries it out and sets `busy` meanwhile. */
export class ConnectBox extends LitElement {
  static override properties = {
    hass: { attribute: false },
    deviceId: { attribute: false },
    use: { attribute: false },
    favorites: { attribute: false },
    texts: { attribute: false },
    busy: { attribute: false },
    value: { state: true },
    chosen: { state: true },
    mode: { state: true },
    permanent: { state: true },
    exclusive: { state: true },
  };

  declare hass: Hass;
  declare deviceId?: string;
  declare use?: StationUse;
  declare favorites?: string[];
  declare texts: Texts;
  declare busy: boolean;
  declare private value: string;
  /** Who was chosen of those that were offered. */
  declare private chosen?: Station;
  declare private mode: string;
  declare private permanent: boolean;
  declare private exclusive: boolean;

  constructor() {
    super();
    this.busy = false;
    this.reset();
  }

  /** The call was made: forget it, unless another one has been typed meanwhile. */
  clear(called: string): void {
    if (this.value.trim() === called) this.reset();
  }

  private reset(): void {
    this.value = "";
    this.chosen = undefined;
    this.mode = "transceive";
    this.permanent = false;
    this.exclusive = false;
  }

  protected override render(): TemplateResult {
    const { texts } = this;
    return html`<form @submit=${this.submit}>
      <div class="bar ${this.value ? "typed" : ""}">
        <allstarlink-station-input
          .hass=${this.hass}
          .deviceId=${this.deviceId}
          .texts=${texts}
          .label=${texts("number_or_callsign")}
          .value=${this.value}
          .use=${this.use}
          .favorites=${this.favorites}
          @typed=${(event: CustomEvent<string>) => {
            this.value = event.detail;
            this.chosen = undefined;
          }}
          @choose=${(event: CustomEvent<Station>) => {
            this.chosen = event.detail;
            this.value = event.detail.node;
          }}
          @keydown=${(event: KeyboardEvent) => {
            const isTyping = event.composedPath()[0] instanceof HTMLInputElement;
            if (event.key === "Enter" && isTyping) this.submit(event);
          }}
        ></allstarlink-station-input>
        <select
          name="mode"
          aria-label=${texts("mode")}
          @change=${(event: Event) => {
            this.mode = (event.target as HTMLSelectElement).value;
          }}
        >
          ${MODES.map(
            (mode) =>
              html`<option value=${mode} .selected=${live(mode === this.mode)}>${texts(mode)}</option>`,
          )}
        </select>
        <button class="main" type="submit" ?disabled=${this.busy || !this.value.trim()}>
          ${texts(this.busy ? "connecting" : "connect")}
        </button>
      </div>
      ${this.chosen ? html`<div class="chosen small ellipsis">${title(this.chosen)} <span class="soft">${subtitle(this.chosen)}</span></div>` : nothing}
      ${this.value ? this.options() : nothing}
    </form>`;
  }

  private options(): TemplateResult {
    const box = (name: "permanent" | "exclusive"): TemplateResult => html`<label>
      <input
        type="checkbox"
        name=${name}
        .checked=${this[name]}
        @change=${(event: Event) => {
          this[name] = (event.target as HTMLInputElement).checked;
        }}
      />
      ${this.texts(name)}
    </label>`;
    return html`<div class="options">${box("exclusive")}${box("permanent")}</div>`;
  }

  private submit = (event: Event): void => {
    event.preventDefault();
    if (this.busy || !this.value.trim()) return;
    this.renderRoot.querySelector<StationInput>("allstarlink-station-input")?.close();
    const { mode, permanent, exclusive } = this;
    const detail: Call = { node: this.value.trim(), mode, permanent, exclusive };
    this.dispatchEvent(new CustomEvent("call", { detail }));
  };

  static override styles = [
    base,
    css`
      .bar {
        display: grid;
        grid-template-columns: minmax(0, 1fr) auto auto;
        gap: 8px;
      }
      .chosen {
        padding: 6px 12px 0;
      }
      .options {
        display: flex;
        flex-wrap: wrap;
        gap: 4px 20px;
        padding-top: 8px;
      }
      label {
        display: inline-flex;
        align-items: center;
        gap: 8px;
        min-height: 32px;
        cursor: pointer;
      }
      input[type="checkbox"] {
        width: 18px;
        min-height: 18px;
        height: 18px;
        accent-color: var(--primary-color);
      }
      @container (max-width: 420px) {
        .bar {
          grid-template-columns: minmax(0, 1fr) auto;
        }
        .bar select {
          grid-column: 1 / -1;
          grid-row: 2;
        }
        .bar:not(.typed) select {
          display: none;
        }
      }
    `,
  ];
}
