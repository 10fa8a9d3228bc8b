// A row of buttons: the keypad, announcements, and those that the user has named.

import { css, html, nothing, type TemplateResult } from "lit";
import { ICONS, icon } from "../icons";
import type { Texts } from "../texts";

/** A button of the user's own: an action of Home Assistant, by default on the card's node. */
export interface OwnButton {
  label: string;
  action: string;
  data?: Record<string, unknown>;
  confirm?: boolean;
}

const ANNOUNCEMENTS = ["id", "time", "version"] as const;

export interface ActionsRowView {
  texts: Texts;
  buttons: OwnButton[];
  onKeypad: () => void;
  onMacro: () => void;
  /** Undefined where nothing may be said on the air. */
  onAir?: { isBusy: boolean; ask: () => void };
  onAnnounce: (what: string) => void;
  onOwn: (button: OwnButton) => void;
}

export const actionsRow = ({ texts, buttons, onKeypad, onMacro, onAir, onAnnounce, onOwn }: ActionsRowView): TemplateResult =>
  html`<div class="actions" role="group" aria-label=${texts("actions")}>
    <button class="chip" data-place="action" @click=${onKeypad}>${icon(ICONS.dtmf)}${texts("keypad")}</button>
    <button class="chip" data-place="action" @click=${onMacro}>${icon(ICONS.macro)}${texts("macro")}</button>
    ${onAir
      ? html`<button class="chip air ${onAir.isBusy ? "busy" : ""}" data-place="action" @click=${onAir.ask}>
          ${icon(ICONS.air)}${texts("on_air")}
        </button>`
      : nothing}
    <select
      class="chip"
      aria-label=${texts("announce")}
      @change=${(event: Event) => {
        const select = event.target as HTMLSelectElement;
        const { value } = select;
        select.value = "";
        onAnnounce(value);
      }}
    >
      <option value="" selected>${texts("announce")}</option>
      ${ANNOUNCEMENTS.map((what) => html`<option value=${what}>${texts(`announce_${what}`)}</option>`)}
    </select>
    ${buttons.map(
      (button) => html`<button class="chip" data-place="action" @click=${() => onOwn(button)}>${button.label}</button>`,
    )}
  </div>`;

const KEYS = [..."123A456B789C*0#D"];

/** The keys of a telephone with four rows and columns. */
export const keypad = (
  texts: Texts,
  digits: string,
  typed: (digits: string) => void,
): TemplateResult => html`<div class="keypad">
  <input
    type="text"
    autocomplete="off"
    maxlength="31"
    aria-label=${texts("digits")}
    placeholder=${texts("digits")}
    .value=${digits}
    @input=${(event: InputEvent) => typed((event.target as HTMLInputElement).value)}
  />
  <div class="keys">
    ${KEYS.map((key) => html`<button type="button" @click=${() => typed(digits + key)}>${key}</button>`)}
  </div>
</div>`;

export const actionsRowStyles = css`
  .actions {
    display: flex;
    flex: none;
    flex-wrap: wrap;
    gap: 8px;
  }
  .actions > * {
    flex: none;
    max-width: 100%;
  }
  /* One line, to leave room for the links. */
  @container card (max-width: 420px) {
    .actions {
      flex-wrap: nowrap;
      margin-inline: -16px;
      padding-inline: 16px;
      overflow: auto hidden;
      scrollbar-width: none;
    }
  }
  .air.busy {
    background: color-mix(in srgb, var(--transmit) 18%, transparent);
    border-color: transparent;
  }
  .air.busy .icon {
    color: var(--transmit);
  }
  .keypad {
    display: flex;
    flex-direction: column;
    gap: 8px;
    margin-block-end: 16px;
  }
  .keys {
    display: grid;
    grid-template-columns: repeat(4, 1fr);
    direction: ltr;
    gap: 8px;
  }
  .keys button {
    min-height: 48px;
    padding: 0;
    font-size: 18px;
  }
`;
