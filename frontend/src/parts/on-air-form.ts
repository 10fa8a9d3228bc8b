// The form in which a text is typed that goes on the air.

import { css, html, nothing, type TemplateResult } from "lit";
import type { OnAir } from "../on-air";
import type { Texts } from "../texts";

export interface OnAirFormView {
  texts: Texts;
  onAir: OnAir;
  changed: () => void;
  onStop: () => void;
}

export const onAirForm = ({ texts, onAir, changed, onStop }: OnAirFormView): TemplateResult => {
  const { current, said } = onAir;
  return html`<div class="fields on-air-form">
    ${current
      ? html`<div class="now" role="status">
          <span class="grow">${texts(current.isPlaying ? "on_the_air" : "waits_for_quiet", { title: current.title })}</span>
          <button type="button" @click=${onStop}>${texts("stop")}</button>
        </div>`
      : nothing}
    <textarea
      rows="3"
      autofocus
      maxlength=${onAir.maxLength}
      aria-label=${texts("text_to_say")}
      placeholder=${texts("text_to_say")}
      .value=${onAir.message}
      @input=${(event: InputEvent) => {
        onAir.message = (event.target as HTMLTextAreaElement).value;
        changed();
      }}
    ></textarea>
    <select
      aria-label=${texts("heard_by")}
      @change=${(event: Event) => {
        onAir.scope = (event.target as HTMLSelectElement).value as OnAir["scope"];
      }}
    >
      ${(["local", "network"] as const).map(
        (scope) => html`<option value=${scope} ?selected=${scope === onAir.scope}>${texts(`scope_${scope}`)}</option>`,
      )}
    </select>
    ${said.length > 0
      ? html`<h3 class="soft small">${texts("said_last")}</h3>
          <div class="said">
            ${said.map(
              (text) => html`<button
                type="button"
                class="chip"
                @click=${() => {
                  onAir.message = text;
                  changed();
                }}
              >
                <span class="ellipsis">${text}</span>
              </button>`,
            )}
          </div>`
      : nothing}
  </div>`;
};

export const onAirFormStyles = css`
  .on-air-form {
    width: 352px;
    max-width: 100%;
  }
  .on-air-form h3 {
    margin: 4px 0 0;
  }
  .said {
    display: flex;
    flex-direction: column;
    align-items: flex-start;
    gap: 6px;
  }
  .said .chip {
    max-width: 100%;
  }
  .now {
    display: flex;
    align-items: center;
    gap: 8px;
    padding-inline-start: 12px;
    border-radius: 10px;
    background: color-mix(in srgb, var(--transmit) 14%, transparent);
    overflow-wrap: anywhere;
  }
`;
