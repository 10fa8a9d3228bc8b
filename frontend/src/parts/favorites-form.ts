// The form in which favorites get their order, names, modes and groups.

import { css, html, nothing, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import type { Hass } from "../hass";
import { ICONS, icon } from "../icons";
import type { Favorite } from "../model";
import type { Texts } from "../texts";
import { canBeFavorite, changed, moved, toggled } from "../view/favorites";
import type { Station } from "../view/names";

export interface FavoritesFormView {
  hass: Hass;
  deviceId: string;
  texts: Texts;
  ownNode: string;
  draft: Favorite[];
  /** What is typed in the field for another one. */
  typed: string;
  nameOf: (node: string) => string;
  onDraft: (draft: Favorite[]) => void;
  onTyped: (typed: string) => void;
}

const MODES = ["transceive", "monitor"] as const;

export const favoritesForm = (view: FavoritesFormView): TemplateResult => {
  const { hass, deviceId, texts, ownNode, draft, typed, onDraft, onTyped } = view;
  const groups = [...new Set(draft.map(({ group }) => group).filter(Boolean))];
  const add = (node: string): void => {
    const isNew = canBeFavorite(node, ownNode) && !draft.some((each) => each.node === node);
    onTyped("");
    if (isNew) onDraft(toggled(draft, node));
  };
  return html`<div class="fields favorites-form">
    <datalist id="groups">${groups.map((group) => html`<option value=${group}></option>`)}</datalist>
    ${draft.length === 0 ? html`<div class="soft">${texts("no_favorites")}</div>` : nothing}
    <ol>
      ${repeat(
        draft,
        ({ node }) => node,
        (favorite, index) => row(view, favorite, index),
      )}
    </ol>
    <div class="adding">
      <allstarlink-station-input
        .hass=${hass}
        .deviceId=${deviceId}
        .texts=${texts}
        .label=${texts("add_favorite")}
        .value=${typed}
        @typed=${(event: CustomEvent<string>) => onTyped(event.detail)}
        @choose=${(event: CustomEvent<Station>) => add(event.detail.node)}
        @keydown=${(event: KeyboardEvent) => {
          if (event.key !== "Enter" || !(event.composedPath()[0] instanceof HTMLInputElement)) return;
          event.preventDefault();
          add(typed.trim());
        }}
      ></allstarlink-station-input>
      <button
        type="button"
        class="round"
        aria-label=${texts("add")}
        ?disabled=${!canBeFavorite(typed.trim(), ownNode)}
        @click=${() => add(typed.trim())}
      >
        ${icon(ICONS.plus)}
      </button>
    </div>
  </div>`;
};

const row = (view: FavoritesFormView, favorite: Favorite, index: number): TemplateResult => {
  const { texts, draft, nameOf, onDraft } = view;
  const { node, mode } = favorite;
  const name = favorite.name ?? nameOf(node);
  const set = (change: Partial<Favorite>): void => onDraft(changed(draft, node, change));
  const mover = (by: -1 | 1, end: number): TemplateResult => html`<button
    type="button"
    class="round"
    data-moves=${`${node} ${by}`}
    aria-label=${texts(by < 0 ? "move_up" : "move_down", { name })}
    ?disabled=${index === end}
    @click=${(event: Event) => {
      onDraft(moved(draft, node, by));
      keepFocus(event.currentTarget as HTMLButtonElement);
    }}
  >
    ${icon(by < 0 ? ICONS.up : ICONS.down)}
  </button>`;
  const field = (key: "name" | "group", label: string, hint: string): TemplateResult => html`<input
    type="text"
    class=${`own-${key}`}
    maxlength="64"
    list=${key === "group" ? "groups" : nothing}
    aria-label=${`${label}, ${name}`}
    placeholder=${hint}
    .value=${favorite[key] ?? ""}
    @change=${(event: Event) => set({ [key]: (event.target as HTMLInputElement).value.trim() || null })}
  />`;
  return html`<li data-favorite=${node}>
    <span class="movers">${mover(-1, 0)}${mover(1, draft.length - 1)}</span>
    <span class="number soft small">${node}</span>
    ${field("name", texts("name"), nameOf(node))}
    <select
      aria-label=${`${texts("mode")}, ${name}`}
      @change=${(event: Event) => set({ mode: (event.target as HTMLSelectElement).value as Favorite["mode"] })}
    >
      ${MODES.map((each) => html`<option value=${each} ?selected=${each === mode}>${texts(each)}</option>`)}
    </select>
    ${field("group", texts("group"), texts("group"))}
    <button
      type="button"
      class="round away"
      aria-label=${texts("remove_favorite", { name })}
      @click=${() => onDraft(toggled(draft, node))}
    >
      ${icon(ICONS.close)}
    </button>
  </li>`;
};

/** What is moved in the page loses the focus; at the end of the list it goes to the other arrow. */
const keepFocus = (button: HTMLButtonElement): void => {
  setTimeout(() => {
    const other = button.previousElementSibling ?? button.nextElementSibling;
    (button.disabled ? (other as HTMLElement | null) : button)?.focus();
  });
};

export const favoritesFormStyles = css`
  .favorites-form ol {
    display: flex;
    flex-direction: column;
    gap: 6px;
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .favorites-form li {
    display: grid;
    grid-template-columns: 72px 64px minmax(0, 1.4fr) minmax(0, 1.1fr) minmax(0, 1fr) 36px;
    align-items: center;
    gap: 6px;
  }
  .movers {
    display: flex;
  }
  .adding {
    display: grid;
    grid-template-columns: minmax(0, 1fr) 36px;
    align-items: center;
    gap: 6px;
  }
  @media (max-width: 600px) {
    .favorites-form li {
      grid-template-columns: 36px minmax(0, 1fr) minmax(0, 1fr) 36px;
      grid-template-areas: "movers name name away" "movers mode group number";
      padding-block-end: 8px;
    }
    .movers {
      grid-area: movers;
      flex-direction: column;
    }
    .favorites-form .own-name {
      grid-area: name;
    }
    .favorites-form select {
      grid-area: mode;
    }
    .favorites-form .own-group {
      grid-area: group;
    }
    .favorites-form .number {
      grid-area: number;
      font-size: 10px;
      justify-self: center;
    }
    .favorites-form .away {
      grid-area: away;
    }
  }
`;
