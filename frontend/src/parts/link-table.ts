// The links of a node: who is keyed is lit, who spoke last stands first.

import { css, html, nothing, type TemplateResult } from "lit";
import { guard } from "lit/directives/guard.js";
import { repeat } from "lit/directives/repeat.js";
import { ICONS, KIND_ICONS, MODE_ICONS, icon } from "../icons";
import { moment, type Link } from "../model";
import type { Texts } from "../texts";
import type { StationUse } from "./station-input";
import type { HeldRow } from "../held-order";
import { subtitle, title } from "../view/links";
import { ago, span } from "../view/time";

export interface LinkTableView {
  rows: HeldRow<Link>[];
  texts: Texts;
  language: string;
  now: number;
  canControl: boolean;
  /** Names of links that are being ended. */
  ending: ReadonlySet<string>;
  onDisconnect: (link: Link) => void;
  /** Undefined where nothing can be controlled. */
  use?: StationUse;
  /** It is told when the list is about to be touched. */
  order: { enter: () => void; leave: () => void; rest: () => void };
}

const since = (iso: string | null, now: number): number | null => {
  const at = moment(iso);
  return at === null ? null : Math.max(0, (now - at) / 1000);
};

const row = (view: LinkTableView, { item: link, isGone }: HeldRow<Link>, index: number): unknown => {
  const { texts, language, now, canControl, use } = view;
  const up = since(link.connected_since, now);
  const heard = since(link.last_keyed, now);
  const upText = up === null ? "" : span(up, language);
  const isKeyed = link.keyed && !isGone;
  const heardText = isKeyed ? texts("talks_now") : heard === null ? "" : ago(heard, language);
  const isEnding = view.ending.has(link.node);
  const isStarred = use?.canStar(link.node) ? use.isStarred(link.node) : undefined;
  return guard([link, isGone, index, upText, heardText, canControl, isEnding, isStarred, texts], () => {
    const connecting = link.state === "connecting";
    const mode = texts(isGone ? "link_disconnected" : link.mode);
    const way = link.direction && !isGone ? texts(link.direction) : "";
    const below = subtitle(link) || texts(`kind_${link.kind}`);
    return html`<div
      role="row"
      class="link ${isKeyed ? "keyed" : ""} ${connecting ? "connecting" : ""} ${isGone ? "gone" : ""} ${isStarred === undefined ? "" : "can-star"}"
      data-place="row"
      data-at=${index}
      style="--y:calc(${index} * var(--row))"
      data-node=${link.node}
    >
      <span role="cell" class="badge" title=${texts(`kind_${link.kind}`)}>
        ${icon(isKeyed ? ICONS.voice : KIND_ICONS[link.kind])}
        ${isKeyed ? html`<span class="unseen">${texts("talks_now")}</span>` : nothing}
      </span>
      <span role="cell" class="who">
        ${canControl && use
          ? html`<button class="station" title=${texts("look_up", { name: title(link) })} @click=${() => use.lookUp(link)}>
              ${named(link, below)}
            </button>`
          : html`<span class="station">${named(link, below)}</span>`}
      </span>
      <span role="cell" class="mode soft" title=${`${mode}${way ? `, ${way}` : ""}`}>
        ${icon(isGone ? ICONS.unlinked : MODE_ICONS[link.mode])}
        <span class="ellipsis">${mode}${way ? html`<span class="way">, ${way}</span>` : nothing}</span>
      </span>
      <span role="cell" class="up soft number">${upText}</span>
      <span role="cell" class="heard number ${isKeyed ? "" : "soft"}">${heardText}</span>
      ${canControl
        ? html`<span role="cell" class="end">
            ${isStarred === undefined || !use
              ? nothing
              : html`<button
                  class="round star"
                  ?disabled=${isGone}
                  aria-pressed=${isStarred ? "true" : "false"}
                  aria-label=${texts("favorite_of", { name: title(link) })}
                  @click=${() => use.star(link)}
                >
                  ${icon(isStarred ? ICONS.star : ICONS.starOutline)}
                </button>`}
            <button
              class="round away"
              ?disabled=${isEnding || isGone}
              aria-label=${texts("disconnect_from", { name: title(link) })}
              title=${texts("disconnect")}
              @click=${() => view.onDisconnect(link)}
            >
              ${icon(isEnding ? MODE_ICONS.connecting : ICONS.close)}
            </button>
          </span>`
        : nothing}
    </div>`;
  });
};

const named = (link: Link, below: string): TemplateResult =>
  html`<b class="ellipsis">${title(link)}</b> <span class="soft small ellipsis">${below}</span>`;

export const linkTable = (view: LinkTableView): TemplateResult => {
  const { texts, canControl, rows, order } = view;
  return html`<div
    role="table"
    class="links ${canControl ? "controls" : ""}"
    aria-label=${texts("links")}
    aria-rowcount=${rows.length + 1}
    @pointerenter=${order.enter}
    @pointerleave=${order.leave}
    @focusout=${order.rest}
  >
    <div role="row" class="head small soft">
      <span role="columnheader"><span class="unseen">${texts("kind")}</span></span>
      <span role="columnheader">${texts("station")}</span>
      <span role="columnheader">${texts("mode")}</span>
      <span role="columnheader">${texts("connected")}</span>
      <span role="columnheader">${texts("heard")}</span>
      ${canControl
        ? html`<span role="columnheader"><span class="unseen">${texts("disconnect")}</span></span>`
        : nothing}
    </div>
    <div role="rowgroup" class="stack" style="--height:calc(${rows.length} * var(--row))">
      ${repeat(
        rows,
        ({ id }) => id,
        (each, index) => row(view, each, index),
      )}
    </div>
  </div>`;
};

export const linkTableStyles = css`
  .links {
    --row: 52px;
    padding: 0 8px 8px;
  }
  .links [role="row"] {
    display: grid;
    grid-template-columns: 36px minmax(0, 2.2fr) minmax(0, 1.9fr) minmax(0, 1.1fr) minmax(0, 1fr);
    align-items: center;
    gap: 0 12px;
    padding: 0 8px;
    border-radius: var(--radius);
  }
  .links.controls [role="row"] {
    grid-template-columns:
      36px minmax(0, 2.2fr) minmax(0, 1.9fr) minmax(0, 1.1fr) minmax(0, 1fr)
      72px;
  }
  .links .head {
    min-height: 28px;
  }
  .link {
    height: var(--row);
    contain: layout style;
    content-visibility: auto;
    contain-intrinsic-size: auto 52px;
    transition:
      transform 160ms ease-out,
      background-color 120ms linear;
  }
  .link.keyed {
    background: color-mix(in srgb, var(--talk) 15%, transparent);
  }
  .badge {
    display: grid;
    place-items: center;
    width: 36px;
    height: 36px;
    border-radius: 50%;
    background: var(--surface);
    color: var(--soft);
  }
  .keyed .badge {
    background: var(--talk);
    color: var(--text-primary-color, #fff);
  }
  .who {
    min-width: 0;
  }
  .station {
    display: flex;
    flex-direction: column;
  }
  button.station {
    width: 100%;
    min-height: 44px;
    gap: 0;
    padding: 0 8px;
    margin-inline: -8px;
    align-items: flex-start;
    background: transparent;
    font-weight: 400;
    text-align: start;
  }
  .station > * {
    max-width: 100%;
  }
  .station b {
    font-size: 15px;
    font-weight: 500;
  }
  .mode {
    display: flex;
    align-items: center;
    gap: 8px;
    min-width: 0;
  }
  .mode .icon {
    width: 18px;
    height: 18px;
  }
  .keyed .soft {
    color: color-mix(in srgb, var(--ink) 78%, transparent);
  }
  .keyed .heard {
    font-weight: 600;
  }
  .connecting .mode .icon {
    animation: turn 1.6s linear infinite;
  }
  .link.gone {
    opacity: 0.55;
  }
  .connecting b {
    color: var(--soft);
  }
  @keyframes turn {
    to {
      transform: rotate(-360deg);
    }
  }
  .end {
    display: flex;
    justify-self: end;
  }
  @container card (max-width: 520px) {
    .links {
      --row: 56px;
    }
    .links .head {
      position: absolute;
      width: 1px;
      height: 1px;
      min-height: 0;
      overflow: hidden;
      clip-path: inset(50%);
    }
    .links .link[role="row"] {
      grid-template-columns: 36px minmax(0, 1fr) 76px;
      grid-template-areas: "badge station heard" "badge mode up";
      align-content: center;
      row-gap: 0;
      contain-intrinsic-size: auto 56px;
    }
    /* The star stands where the kind does, unless it talks. */
    .links.controls .link[role="row"] {
      position: relative;
      grid-template-columns: 36px minmax(0, 1fr) 76px 36px;
      grid-template-areas: "badge station heard end" "badge mode up end";
    }
    .link.can-star:not(.keyed) .badge {
      visibility: hidden;
    }
    .link.keyed .star {
      display: none;
    }
    .link .star {
      position: absolute;
      inset-inline-start: 8px;
      inset-block-start: 10px;
    }
    .badge {
      grid-area: badge;
    }
    .who {
      grid-area: station;
    }
    .station,
    button.station {
      flex-direction: row;
      align-items: baseline;
      justify-content: start;
      gap: 8px;
      min-width: 0;
      min-height: 24px;
    }
    .station .small {
      flex: 1 100 0;
      min-width: 0;
    }
    .mode {
      grid-area: mode;
      gap: 4px;
      font-size: 12px;
      line-height: 16px;
    }
    .mode .icon {
      width: 14px;
      height: 14px;
    }
    .heard {
      grid-area: heard;
      white-space: nowrap;
    }
    .up {
      grid-area: up;
      white-space: nowrap;
      font-size: 12px;
      line-height: 16px;
    }
    .end {
      grid-area: end;
    }
  }
  @container card (max-width: 300px) {
    .links {
      padding: 0;
    }
    .links .link[role="row"] {
      grid-template-columns: minmax(0, 1fr);
      grid-template-areas: "station" "mode";
    }
    .links.controls .link[role="row"] {
      grid-template-columns: minmax(0, 1fr) 36px;
      grid-template-areas: "station end" "mode end";
    }
    .links .heard,
    .links .up,
    .links .star,
    .links .badge {
      display: none;
    }
  }
`;
