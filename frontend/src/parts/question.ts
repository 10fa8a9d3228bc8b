// What a card asks in a dialog of its own: yes or no, with a form if need be.

import { css, html, nothing, type TemplateResult } from "lit";
import type { Texts } from "../texts";

export interface Question {
  text: string;
  /** The form below the text. */
  body?: () => unknown;
  /** What yes does; a question without is only closed. */
  action?: string;
  run?: () => void;
  /** Whether yes can be said already. */
  canRun?: () => boolean;
  /** Nothing ends by it. */
  isHarmless?: boolean;
  isWide?: boolean;
  /** The form has a field in which one types at once. */
  hasField?: boolean;
}

/** The dialog; `showQuestion` opens it after the drawing. `answered` comes before what is done on a yes. */
export const dialogOf = (question: Question | undefined, texts: Texts, answered: () => void): TemplateResult =>
  html`<dialog
    class=${question?.isWide ? "wide" : ""}
    aria-labelledby="question"
    @close=${(event: Event) => {
      answered();
      if ((event.target as HTMLDialogElement).returnValue === "yes") question?.run?.();
    }}
    @click=${(event: Event) => {
      if (event.target === event.currentTarget) (event.target as HTMLDialogElement).close();
    }}
  >
    ${question ? form(question, texts) : nothing}
  </dialog>`;

const form = ({ text, body, action, canRun, isHarmless, hasField }: Question, texts: Texts): TemplateResult =>
  html`<form method="dialog">
    <p id="question">${text}</p>
    ${body?.() ?? nothing}
    <div class="answers">
      <button value="no" class="text" data-place="answer" ?autofocus=${!hasField}>${texts(action ? "cancel" : "dismiss")}</button>
      ${action
        ? html`<button
            value="yes"
            class=${isHarmless ? "main" : "danger"}
            data-place="answer"
            ?disabled=${canRun ? !canRun() : false}
          >
            ${action}
          </button>`
        : nothing}
    </div>
  </form>`;

/** Open the dialog of a question that has just been drawn, close that of one that has gone. */
export const showQuestion = (root: ParentNode, question: Question | undefined): void => {
  const dialog = root.querySelector("dialog");
  if (question && dialog && !dialog.open) {
    dialog.returnValue = "";
    dialog.showModal();
  } else if (!question && dialog?.open) dialog.close();
};

export const questionStyles = css`
  dialog {
    border: none;
    border-radius: 20px;
    padding: 24px;
    box-sizing: border-box;
    width: max-content;
    max-width: min(400px, calc(100vw - 24px));
    max-height: calc(100dvh - 24px);
    background: var(--card-background-color, #fff);
    color: inherit;
    box-shadow: 0 12px 40px rgb(0 0 0 / 0.3);
  }
  dialog.wide {
    width: 560px;
    max-width: calc(100vw - 24px);
  }
  dialog::backdrop {
    background: rgb(0 0 0 / 0.45);
  }
  dialog p {
    margin: 0 0 20px;
    font-size: 16px;
    line-height: 24px;
    overflow-wrap: anywhere;
  }
  dialog .fields {
    display: flex;
    flex-direction: column;
    gap: 8px;
    margin-block-end: 16px;
  }
  .answers {
    display: flex;
    justify-content: flex-end;
    gap: 8px;
  }
  @media (max-width: 480px) {
    dialog {
      padding: 16px;
    }
  }
`;
