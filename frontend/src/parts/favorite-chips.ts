// The favorites as buttons, by their groups: linked or not, and which of them is active now.

import { css, html, nothing, type TemplateResult } from "lit";
import { ICONS, icon } from "../icons";
import type { Favorite, Link, ScannedFavorite } from "../model";
import type { Texts } from "../texts";
import { grouped } from "../view/favorites";
import { ago } from "../view/time";

export interface FavoriteChipsView {
  texts: Texts;
  language: string;
  now: number;
  favorites: Favorite[];
  /** What the statistics say; undefined where they are not asked. */
  scanned?: Map<string, ScannedFavorite>;
  pending: ReadonlySet<string>;
  linkOf: (node: string) => Link | undefined;
  nameOf: (favorite: Favorite) => string;
  onToggle: (favorite: Favorite, name: string, isOn: boolean) => void;
  /** Undefined where favorites cannot be changed. */
  onEdit?: () => void;
}

/** What is known of a favorite, in words. */
const spoken = (scan: ScannedFavorite | undefined, { texts, language, now }: FavoriteChipsView): string => {
  if (!scan || scan.active === null) return texts("activity_unknown");
  if (!scan.active) return texts("not_registered");
  const words = [texts(scan.keyed ? "keyed_lately" : "registered")];
  if (scan.links !== null) words.push(texts("count_links", { count: scan.links }));
  if (scan.time) words.push(ago(Math.max(0, (now - Date.parse(scan.time)) / 1000), language));
  return words.join(", ");
};

const lamp = (scan: ScannedFavorite | undefined): string => {
  if (!scan || scan.active === null) return "unknown";
  return scan.active ? (scan.keyed ? "keyed" : "active") : "inactive";
};

const chip = (view: FavoriteChipsView, favorite: Favorite): TemplateResult => {
  const { texts, scanned, pending, linkOf, nameOf, onToggle } = view;
  const { node } = favorite;
  const link = linkOf(node);
  const isOn = link?.state === "established";
  const isPending = pending.has(node) || link?.state === "connecting";
  const name = nameOf(favorite);
  const scan = scanned?.get(node);
  const says = scanned ? spoken(scan, view) : "";
  const tip = texts(isOn ? "disconnect_from" : "connect_to", { name });
  return html`<button
    class="chip ${isOn ? "on" : ""} ${isPending ? "pending" : ""}"
    aria-pressed=${isOn ? "true" : "false"}
    aria-busy=${isPending ? "true" : "false"}
    data-place="chip"
    data-favorite=${node}
    ?disabled=${pending.has(node)}
    title=${says ? `${tip} (${says})` : tip}
    @click=${() => onToggle(favorite, name, isOn || isPending)}
  >
    ${icon(isOn ? ICONS.star : ICONS.starOutline)}<span class="ellipsis">${name}</span>
    ${scanned
      ? html`<i class="scan ${lamp(scan)}" aria-hidden="true"></i
          ><span class="count number small" aria-hidden="true">${scan?.links ?? ""}</span
          ><span class="unseen">${says}</span>`
      : nothing}
  </button>`;
};

export const favoriteChips = (view: FavoriteChipsView): TemplateResult | typeof nothing => {
  const { texts, favorites, onEdit } = view;
  if (favorites.length === 0 && !onEdit) return nothing;
  const groups = grouped(favorites);
  const last = groups.length - 1;
  const edit = onEdit
    ? html`<button
        class=${favorites.length ? "round" : "text"}
        data-place="edit"
        aria-label=${texts("edit_favorites")}
        title=${texts("edit_favorites")}
        @click=${onEdit}
      >
        ${icon(favorites.length ? ICONS.edit : ICONS.starOutline)}${favorites.length ? nothing : texts("favorites")}
      </button>`
    : nothing;
  if (last < 0) return html`<div class="chips">${edit}</div>`;
  return html`${groups.map(
    ([group, each], index) => html`<div class="chips" role="group" aria-label=${group || texts("favorites")}>
      ${group ? html`<span class="soft small group-name">${group}</span>` : nothing}
      ${each.map((favorite) => chip(view, favorite))} ${index === last ? edit : nothing}
    </div>`,
  )}`;
};

export const favoriteChipsStyles = css`
  .chips {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px;
  }
  .chip {
    max-width: 100%;
  }
  .chip .scan {
    flex: none;
    width: 8px;
    height: 8px;
    border-radius: 50%;
    box-shadow: inset 0 0 0 1.5px var(--soft);
  }
  .scan.active {
    background: color-mix(in srgb, var(--receive) 80%, transparent);
    box-shadow: none;
  }
  .scan.keyed {
    background: var(--talk);
    box-shadow: 0 0 0 3px color-mix(in srgb, var(--talk) 30%, transparent);
  }
  .scan.unknown {
    opacity: 0.4;
  }
  .chip .count {
    /* Room for three digits: nothing moves when they change. */
    min-width: 3ch;
    text-align: start;
    color: var(--soft);
  }
`;
