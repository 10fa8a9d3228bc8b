// The newest telephone calls: who called whom, when, and what became of it.

import { html, nothing, type TemplateResult } from "lit";
import { ICONS, icon } from "../icons";
import type { RecordedCall } from "../recent-calls";
import type { Texts } from "../texts";
import { clock, type dayTimes } from "../view/time";

export const callList = (
  calls: RecordedCall[],
  texts: Texts,
  times: ReturnType<typeof dayTimes>,
  now: number,
): TemplateResult | typeof nothing => {
  if (calls.length === 0) return nothing;
  return html`<section class="calls">
    <h3 class="soft small">${texts("calls")}</h3>
    <div class="list" role="list">${calls.map((call) => row(call, texts, times, now))}</div>
  </section>`;
};

const row = (
  call: RecordedCall,
  texts: Texts,
  times: ReturnType<typeof dayTimes>,
  now: number,
): TemplateResult => {
  const at = Date.parse(call.started);
  const caller = call.caller_name ?? call.caller ?? "?";
  const date = times.date(at);
  const isAnswered = call.disposition === "answered" && call.duration !== null;
  return html`<div role="listitem" class="row call ${call.missed ? "missed" : ""}">
    <span class="badge">${icon(call.missed ? ICONS.missed : ICONS.call)}</span>
    <span class="what">
      <b class="ellipsis">${caller} → ${call.called ?? "?"}</b>
      <span class="soft small ellipsis">${texts(call.missed ? "missed_call" : `call_${call.direction}`)}</span>
    </span>
    <span class="lasted number">${isAnswered ? clock(call.duration ?? 0) : ""}</span>
    <time class="soft small number" datetime=${new Date(at).toISOString()}
      >${date === times.date(now) ? "" : `${date} `}${times.time(at)}</time
    >
  </div>`;
};
