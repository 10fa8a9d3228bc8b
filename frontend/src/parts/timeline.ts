// Who was keyed in the last ten minutes: a lane for each talker.

import { css, html, nothing, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { styleMap } from "lit/directives/style-map.js";
import type { Texts } from "../texts";
import { lanesOf, type Talk } from "../view/talks";

const WINDOW = 10 * 60_000;
const MAX_LANES = 5;

const percent = (share: number): string => `${(share * 100).toFixed(2)}%`;

const axis = (more: number, texts: Texts): TemplateResult =>
  html`<div class="axis small soft" aria-hidden="true">
    <span>${texts("minutes_ago", { minutes: 10 })}</span>
    <span>${more > 0 ? texts("more_talkers", { count: more }) : texts("minutes_ago", { minutes: 5 })}</span>
    <span>${texts("now")}</span>
  </div>`;

export const timeline = (
  talks: Talk[],
  now: number,
  texts: Texts,
  nameOf: (talker: string) => string,
): TemplateResult => {
  const lanes = lanesOf(talks, now, WINDOW);
  const shown = lanes.slice(0, MAX_LANES);
  return html`<figure class="timeline" aria-label=${texts("timeline")}>
    ${shown.length === 0
      ? html`<div class="lane"><span class="soft small">${texts("timeline_empty")}</span></div>`
      : repeat(
          shown,
          (lane) => lane.talker,
          (lane) => html`<div class="lane">
            <span class="who ellipsis small">${nameOf(lane.talker)}</span>
            <span class="track">
              ${lane.bars.map(
                (bar) =>
                  html`<i
                    class=${bar.isLive ? "live" : ""}
                    style=${styleMap({
                      "inset-inline-start": percent(bar.from),
                      width: percent(bar.to - bar.from),
                    })}
                  ></i>`,
              )}
            </span>
          </div>`,
        )}
    ${shown.length > 0 ? axis(lanes.length - shown.length, texts) : nothing}
  </figure>`;
};

export const timelineStyles = css`
  .timeline {
    margin: 0;
    padding: 12px 16px;
    display: flex;
    flex-direction: column;
    gap: 4px;
  }
  .lane {
    display: flex;
    align-items: center;
    gap: 12px;
    min-height: 18px;
  }
  .lane .who {
    width: 76px;
    flex: none;
  }
  .track {
    position: relative;
    flex: 1;
    height: 10px;
    border-radius: 5px;
    background: var(--surface);
    overflow: hidden;
  }
  .track i {
    position: absolute;
    inset-block: 0;
    min-width: 3px;
    border-radius: 3px;
    background: color-mix(in srgb, var(--talk) 62%, transparent);
  }
  .track i.live {
    background: var(--accent, var(--talk));
  }
  .axis {
    display: flex;
    justify-content: space-between;
    margin-inline-start: 88px;
  }
`;
