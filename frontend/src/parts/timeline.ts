// Who was keyed in the last ten minutes: a lane for each talker.

import { css, html, nothing, svg, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import type { Texts } from "../texts";
import { lanesOf, type Lane, type Talk } from "../view/talks";

const WINDOW = 10 * 60_000;
const MAX_LANES = 4;

/** The height of a lane, pixels. */
const LANE = 22;

/** A short talk is seen too. */
const MIN_WIDTH = 0.004;

// A drawing, for what moves in it moves nothing of the layout.
const bars = ({ bars: all }: Lane, isMirrored: boolean): TemplateResult =>
  html`<svg class="track" viewBox="0 0 1 1" preserveAspectRatio="none" aria-hidden="true">
    ${all.map(({ from, to, isLive }) => {
      const width = Math.max(MIN_WIDTH, to - from);
      const x = isMirrored ? 1 - from - width : from;
      return svg`<rect class=${isLive ? "live" : ""} x=${x.toFixed(4)} y="0" width=${width.toFixed(4)} height="1" />`;
    })}
  </svg>`;

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
  isMirrored: boolean,
): TemplateResult => {
  const lanes = lanesOf(talks, now, WINDOW);
  const shown = lanes.slice(0, MAX_LANES);
  return html`<figure class="timeline" aria-label=${texts("timeline")}>
    ${shown.length === 0
      ? html`<div class="lane"><span class="soft small">${texts("timeline_empty")}</span></div>`
      : html`<div class="lanes stack">${repeat(
          shown,
          (lane) => lane.talker,
          (lane, index) => html`<div class="lane" style="--y:${index * LANE}px">
            <span class="who ellipsis small">${nameOf(lane.talker)}</span>
            ${bars(lane, isMirrored)}
          </div>`,
        )}</div>`}
    ${shown.length > 0 ? axis(lanes.length - shown.length, texts) : nothing}
  </figure>`;
};

export const timelineStyles = css`
  .timeline {
    margin: 0;
    padding: 12px 16px;
    display: flex;
    flex-direction: column;
    flex: none;
    gap: 4px;
    /* Four lanes and the axis, however many there are. */
    height: 132px;
    box-sizing: border-box;
  }
  .lanes {
    --height: 84px;
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
    flex: 1;
    min-width: 0;
    height: 10px;
    border-radius: 5px;
    background: var(--surface);
    overflow: hidden;
  }
  .track rect {
    fill: color-mix(in srgb, var(--talk) 62%, transparent);
  }
  .track rect.live {
    fill: var(--accent, var(--talk));
  }
  .axis {
    display: flex;
    justify-content: space-between;
    margin-block-start: auto;
    margin-inline-start: 88px;
  }
`;
