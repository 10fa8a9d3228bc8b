// The form in which the number of a macro is typed.

import { html, type TemplateResult } from "lit";
import type { Texts } from "../texts";

export const macroForm = (texts: Texts, macro: string, typed: (macro: string) => void): TemplateResult =>
  html`<div class="fields">
    <input
      type="text"
      inputmode="numeric"
      autocomplete="off"
      autofocus
      maxlength="9"
      aria-label=${texts("macro_number")}
      placeholder=${texts("macro_number")}
      .value=${macro}
      @input=${(event: InputEvent) => typed((event.target as HTMLInputElement).value)}
    />
  </div>`;
