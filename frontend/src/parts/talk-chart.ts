// The talk time of today: a bar for each hour, or for each station.

import { css, html, type TemplateResult } from "lit";
import { styleMap } from "lit/directives/style-map.js";
import type { TalksToday } from "../model";
import type { Texts } from "../texts";
import { byHour } from "../view/talks";
import { clock, type dayTimes } from "../view/time";

const MAX_STATIONS = 6;

export interface TalkChartView {
  today: TalksToday;
  by: "hour" | "station";
  hourNow: number;
  times: ReturnType<typeof dayTimes>;
  texts: Texts;
  nameOf: (talker: string) => string;
}

const hours = ({ today, hourNow, times, texts }: TalkChartView): TemplateResult => {
  const seconds = byHour(today.quarters, times.hour);
  const most = Math.max(60, ...seconds);
  return html`<div class="hours" role="list" aria-label=${texts("talk_by_hour")}>
      ${seconds.map((value, hour) => {
        const label = `${times.hourLabel(hour)}: ${clock(value)}`;
        return html`<span
          role="listitem"
          class="hour ${hour === hourNow ? "current" : ""} ${hour > hourNow ? "future" : ""}"
          aria-label=${label}
          title=${label}
        >
          <i style=${styleMap({ "clip-path": `inset(${((1 - value / most) * 100).toFixed(1)}% 0 0 0 round 4px)` })}></i>
        </span>`;
      })}
    </div>
    <div class="hour-axis small soft" aria-hidden="true">
      ${[0, 6, 12, 18].map((hour) => html`<span>${times.hourLabel(hour)}</span>`)}
    </div>`;
};

const stations = ({ today, texts, nameOf }: TalkChartView): TemplateResult => {
  const most = Math.max(1, ...today.talkers.map(({ seconds }) => seconds));
  return html`<div class="stations stack" role="list" aria-label=${texts("talk_by_station")}>
    ${today.talkers.slice(0, MAX_STATIONS).map(
      ({ node, callsign, talks, seconds }, index) => html`<div role="listitem" class="station-bar" style="--y:${index * 26}px">
        <span class="ellipsis">${callsign ?? nameOf(node)}</span>
        <span class="track"><i style=${styleMap({ width: `${(seconds / most) * 100}%` })}></i></span>
        <span class="number" title=${texts("count_talks", { count: talks })}>${clock(seconds)}</span>
      </div>`,
    )}
  </div>`;
};

export const talkChart = (view: TalkChartView): TemplateResult =>
  view.by === "hour" ? hours(view) : stations(view);

export const talkChartStyles = css`
  .hours {
    display: grid;
    grid-template-columns: repeat(24, 1fr);
    gap: 3px;
    height: 96px;
  }
  .hour {
    display: flex;
    align-items: flex-end;
    border-radius: 4px;
    background: var(--surface);
    overflow: hidden;
  }
  .hour.future {
    opacity: 0.45;
  }
  .hour i {
    flex: 1;
    height: 100%;
    background: color-mix(in srgb, var(--talk) 62%, transparent);
    transition: clip-path 200ms ease-out;
  }
  .hour.current i {
    background: var(--talk);
  }
  .hour-axis {
    display: grid;
    grid-template-columns: repeat(4, 1fr);
    margin-top: -8px;
  }
  .stations {
    --height: 158px;
  }
  .station-bar {
    display: grid;
    grid-template-columns: 88px minmax(0, 1fr) 56px;
    align-items: center;
    gap: 12px;
    min-height: 26px;
  }
  .station-bar .track {
    height: 12px;
    border-radius: 6px;
    background: var(--surface);
    overflow: hidden;
  }
  .station-bar .track i {
    display: block;
    height: 100%;
    border-radius: 6px;
    background: color-mix(in srgb, var(--talk) 62%, transparent);
  }
  .station-bar:first-child .track i {
    background: var(--talk);
  }
  .station-bar .number {
    text-align: end;
  }
`;
