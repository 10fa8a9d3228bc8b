// A station that was looked up: who it is, what AllStarLink's statistics say, and its links.

import { css, html, nothing, type TemplateResult } from "lit";
import type { Hass } from "../hass";
import { ICONS, icon } from "../icons";
import { isPublic, type Lookup } from "../lookup";
import type { Link } from "../model";
import type { Texts } from "../texts";
import { subtitle, title } from "../view/links";
import type { Station } from "../view/names";
import { ago, span } from "../view/time";

export interface StationViewData {
  hass: Hass;
  texts: Texts;
  lookup: Lookup;
  /** The node's own link to it. */
  link: Link | undefined;
  /** Undefined where it can not be a favorite. */
  isStarred: boolean | undefined;
  onStar: () => void;
  onLookUp: (station: Station) => void;
}

/** So many links have room. */
const MAX_LINKS = 60;

const facts = ({ hass, texts, lookup, link }: StationViewData): string[] => {
  const { report } = lookup;
  const linked = link ? [`${texts(link.mode)}${link.direction ? `, ${texts(link.direction)}` : ""}`] : [];
  if (!report) return linked;
  const known = [...linked];
  if (report.active !== null) known.push(texts(report.active ? "registered" : "not_registered"));
  if (report.keyed) known.push(texts("keyed_now"));
  if (report.uptime !== null) known.push(texts("up_for", { span: span(report.uptime, hass.language) }));
  if (report.version) known.push(`app_rpt ${report.version}`);
  return known;
};

const links = ({ texts, lookup, onLookUp }: StationViewData): unknown => {
  const all = lookup.report?.links ?? [];
  if (!lookup.report) return nothing;
  return html`<h3 class="soft small">${texts("linked_with", { count: all.length })}</h3>
    <div class="neighbors">
      ${all
        .slice(0, MAX_LINKS)
        .map(
          (each) =>
            html`<button type="button" class="chip" title=${subtitle(each)} @click=${() => onLookUp(each)}>
              ${title(each)}
            </button>`,
        )}
      ${all.length > MAX_LINKS ? html`<span class="soft">…</span>` : nothing}
    </div>`;
};

export const stationView = (data: StationViewData): TemplateResult => {
  const { hass, texts, lookup, isStarred, onStar } = data;
  const { report, error, known } = lookup;
  const updated = report?.updated ? (Date.now() - Date.parse(report.updated)) / 1000 : null;
  const waits = !report && !error && isPublic(known.node);
  return html`<div class="fields station-view" aria-live="polite" aria-busy=${waits ? "true" : "false"}>
    <div class="about">
      <span class="grow soft">${subtitle(known) || known.node}</span>
      ${isStarred === undefined
        ? nothing
        : html`<button
            type="button"
            class="round star"
            aria-pressed=${isStarred ? "true" : "false"}
            aria-label=${texts("favorite_of", { name: title(known) })}
            @click=${onStar}
          >
            ${icon(isStarred ? ICONS.star : ICONS.starOutline)}
          </button>`}
    </div>
    <div>${facts(data).join(" · ")}</div>
    ${error ? html`<div class="soft">${error}</div>` : nothing}
    ${waits ? html`<div class="soft">${texts("asking")}</div>` : nothing}
    ${isPublic(known.node) ? nothing : html`<div class="soft">${texts("no_statistics")}</div>`}
    ${links(data)}
    ${updated === null ? nothing : html`<div class="soft small">${texts("statistics_of", { ago: ago(Math.max(0, updated), hass.language) })}</div>`}
  </div>`;
};

export const stationViewStyles = css`
  .station-view {
    min-height: 200px;
  }
  .station-view h3 {
    margin: 4px 0 0;
  }
  .about {
    display: flex;
    align-items: center;
    gap: 8px;
  }
  .neighbors {
    display: flex;
    flex-wrap: wrap;
    gap: 6px;
  }
  .neighbors .chip {
    padding-inline: 12px;
  }
`;
