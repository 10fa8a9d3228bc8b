// Who talks now, in large type with a running clock; or since when it has been quiet.

import { css, html, nothing, type TemplateResult } from "lit";
import type { Hass } from "../hass";
import { ICONS, icon } from "../icons";
import type { Released } from "../live";
import { moment, type NodeState } from "../model";
import type { Texts } from "../texts";
import type { Condition } from "../view/links";
import { ago, clock, span } from "../view/time";

export interface TalkerView {
  hass: Hass;
  texts: Texts;
  state: NodeState;
  condition: Condition;
  /** Who has just unkeyed, if the talk may go on. */
  tail?: Released;
  now: number;
  nameOf: (talker: string) => string;
  detailOf: (talker: string) => string;
}

const secondsSince = (iso: string | null, now: number): number | null => {
  const at = moment(iso);
  return at === null ? null : Math.max(0, (now - at) / 1000);
};

const wave = html`<span class="wave" aria-hidden="true"><i></i><i></i><i></i><i></i></span>`;

const onAir = (view: TalkerView): TemplateResult => {
  const { texts, state, condition, tail, nameOf, detailOf } = view;
  const talker = condition === "tail" ? tail : state.keyed.at(-1);
  const now = condition === "tail" && tail ? tail.until : view.now;
  const others = state.keyed.slice(0, -1).reverse();
  const seconds = talker ? secondsSince(talker.since, now) : null;
  return html`<section class="talker on-air">
    <div class="grow">
      <div class="word">${talker && condition !== "tail" ? wave : nothing}${texts(condition)}</div>
      ${talker
        ? html`<div class="name ellipsis">${nameOf(talker.node)}</div>
            <div class="soft ellipsis detail">${detailOf(talker.node)}</div>`
        : html`<div class="name quiet">${texts("nobody_keyed")}</div>`}
      ${others.length > 0
        ? html`<div class="small ellipsis">
            ${texts("also_keyed", { names: others.map(({ node }) => nameOf(node)).join(", ") })}
          </div>`
        : nothing}
    </div>
    ${seconds === null
      ? nothing
      : html`<div class="clock number" role="timer" aria-label=${texts("talking_for")}>
          ${clock(seconds)}
        </div>`}
  </section>`;
};

const quiet = ({ hass, texts, state, now, nameOf }: TalkerView): TemplateResult => {
  const seconds = secondsSince(state.last_heard, now);
  return html`<section class="talker">
    <div class="grow">
      <div class="word soft">${texts("idle")}</div>
      ${seconds === null || !state.last_heard_node
        ? html`<div class="name quiet">${texts("nothing_heard")}</div>`
        : html`<div class="name quiet ellipsis">${nameOf(state.last_heard_node)}</div>
            <div class="soft">
              ${texts("last_heard_ago", { ago: ago(seconds, hass.language) })}
            </div>`}
    </div>
  </section>`;
};

const unavailable = ({ hass, texts, state, now }: TalkerView): TemplateResult => {
  const seconds = secondsSince(state.lost_at, now);
  return html`<section class="talker gone" role="status">
    ${icon(ICONS.offline)}
    <div class="grow">
      <div class="word">${texts("unavailable")}</div>
      <div class="reason">${texts(`reason_${state.reason ?? "not_loaded"}`, { server: state.server })}</div>
      ${seconds === null
        ? nothing
        : html`<div class="soft small number">
            ${texts("gone_for", { span: seconds < 60 ? clock(seconds) : span(seconds, hass.language) })}
          </div>`}
    </div>
  </section>`;
};

export const talker = (view: TalkerView): TemplateResult => {
  switch (view.condition) {
    case "unavailable":
      return unavailable(view);
    case "idle":
      return quiet(view);
    default:
      return onAir(view);
  }
};

export const talkerStyles = css`
  .talker {
    display: flex;
    flex: none;
    align-items: center;
    gap: 16px;
    /* The same whoever talks, and how many: nothing below it moves at a key-up. */
    height: 118px;
    box-sizing: border-box;
    margin: 0 16px;
    padding: 12px 16px;
    border-radius: var(--radius);
    background: var(--surface);
    transition: background-color 120ms linear;
  }
  .talker.on-air {
    background: color-mix(in srgb, var(--accent) 15%, transparent);
  }
  .talker .grow {
    align-self: stretch;
    overflow: hidden;
  }
  .talker:not(.on-air) .grow {
    align-self: center;
  }
  .talker .detail {
    min-height: 20px;
  }
  .talker.gone {
    height: auto;
    min-height: 118px;
  }
  .talker.gone .icon {
    width: 28px;
    height: 28px;
    color: var(--soft);
  }
  .word {
    display: flex;
    align-items: center;
    gap: 8px;
    font-size: 12px;
    line-height: 16px;
    font-weight: 600;
    letter-spacing: 0.04em;
  }
  .on-air .word {
    color: color-mix(in srgb, var(--accent) 62%, var(--ink));
  }
  .name {
    font-size: 32px;
    line-height: 40px;
    font-weight: 600;
    letter-spacing: -0.01em;
  }
  .name.quiet {
    font-size: 22px;
    line-height: 30px;
    font-weight: 400;
  }
  .reason {
    font-size: 16px;
    line-height: 24px;
    text-wrap: pretty;
  }
  .clock {
    min-width: 2.1em;
    font-size: 36px;
    line-height: 44px;
    font-weight: 300;
    letter-spacing: -0.02em;
  }
  @container card (max-width: 340px) {
    .name {
      font-size: 26px;
      line-height: 34px;
    }
    .clock {
      font-size: 28px;
    }
  }
  @container card (max-width: 240px) {
    .talker {
      margin: 0 8px;
      padding: 8px;
    }
    .name,
    .name.quiet {
      font-size: 18px;
      line-height: 24px;
    }
    .clock {
      display: none;
    }
  }
  .wave {
    display: inline-flex;
    align-items: center;
    gap: 2px;
    height: 14px;
  }
  .wave i {
    width: 3px;
    height: 100%;
    border-radius: 2px;
    background: var(--accent);
    animation: wave 900ms ease-in-out infinite;
    transform: scaleY(0.35);
  }
  .wave i:nth-child(2) {
    animation-delay: -650ms;
  }
  .wave i:nth-child(3) {
    animation-delay: -300ms;
  }
  .wave i:nth-child(4) {
    animation-delay: -450ms;
  }
  @keyframes wave {
    50% {
      transform: scaleY(1);
    }
  }
`;
