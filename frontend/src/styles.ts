// What all cards share: colours that follow Home Assistant's theme, type, controls.

import { css } from "lit";

export const base = css`
  :host {
    position: relative;
    height: 100%;
    --receive: var(--allstarlink-receive-color, #1f9d58);
    --transmit: var(--allstarlink-transmit-color, #e0453a);
    --talk: var(--allstarlink-talk-color, var(--primary-color, #03a9f4));
    --ink: var(--primary-text-color, #212121);
    --soft: var(--secondary-text-color, #5f6368);
    --line: var(--divider-color, rgba(0, 0, 0, 0.12));
    --surface: color-mix(in srgb, var(--ink) 5%, transparent);
    --radius: 12px;
    display: block;
    color: var(--ink);
    font-size: 14px;
    line-height: 20px;
  }
  ha-card {
    height: 100%;
    display: flex;
    flex-direction: column;
    overflow: hidden;
    container: card / inline-size;
  }
  ha-card.fit {
    container: card / size;
  }
  /* What does not fit into the cell is scrolled to, within the card. */
  .scroll {
    position: relative;
    display: flex;
    flex-direction: column;
    flex: 1 1 auto;
    min-height: 0;
    overflow: hidden auto;
    scrollbar-width: thin;
  }
  @container card (max-width: 240px) {
    .header {
      padding: 8px;
      gap: 6px;
    }
    h2 {
      font-size: 14px;
      line-height: 18px;
    }
  }
  @container card (max-height: 240px) {
    .header {
      padding-block: 8px 6px;
    }
  }
  .icon {
    width: 20px;
    height: 20px;
    fill: currentColor;
    flex: none;
  }
  .header {
    display: flex;
    align-items: center;
    flex: none;
    gap: 12px;
    padding: 16px 16px 12px;
  }
  h2 {
    margin: 0;
    font-size: 18px;
    line-height: 24px;
    font-weight: 500;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .grow {
    flex: 1;
    min-width: 0;
  }
  .soft {
    color: var(--soft);
  }
  .small {
    font-size: 12px;
    line-height: 16px;
  }
  .number {
    font-variant-numeric: tabular-nums;
  }
  .ellipsis {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .unseen {
    position: absolute;
    width: 1px;
    height: 1px;
    margin: -1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  button,
  input,
  select,
  textarea {
    font: inherit;
    color: inherit;
    min-height: 40px;
    box-sizing: border-box;
    border-radius: 10px;
    border: 1px solid transparent;
    margin: 0;
  }
  input,
  select,
  textarea {
    background: var(--surface);
    border-color: transparent;
    padding: 0 12px;
    min-width: 0;
  }
  option {
    color: var(--primary-text-color);
    background: var(--card-background-color);
  }
  textarea {
    padding: 10px 12px;
    resize: vertical;
  }
  ::placeholder {
    color: var(--soft);
    opacity: 1;
  }
  button {
    cursor: pointer;
    background: var(--surface);
    padding: 0 16px;
    font-weight: 500;
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 8px;
    -webkit-tap-highlight-color: transparent;
  }
  button:hover:not(:disabled) {
    background: color-mix(in srgb, var(--ink) 11%, transparent);
  }
  button:disabled {
    cursor: default;
    opacity: 0.5;
  }
  button.main {
    /* Dark enough for white letters, whatever the theme. */
    background: color-mix(in srgb, var(--primary-color) 78%, #000);
    color: var(--text-primary-color, #fff);
  }
  button.main:hover:not(:disabled) {
    background: color-mix(in srgb, var(--primary-color) 64%, #000);
  }
  button.danger {
    background: color-mix(in srgb, var(--transmit) 88%, #000);
    color: #fff;
  }
  button.danger:hover:not(:disabled) {
    background: color-mix(in srgb, var(--transmit) 74%, #000);
  }
  button.round {
    min-height: 36px;
    width: 36px;
    padding: 0;
    border-radius: 50%;
    background: transparent;
    color: var(--soft);
  }
  .star[aria-pressed="true"] {
    color: color-mix(in srgb, #f2a600 80%, var(--ink));
  }
  button.text {
    background: transparent;
    color: color-mix(in srgb, var(--primary-color) 66%, var(--ink));
    min-height: 36px;
    padding: 0 8px;
  }
  .choice {
    display: inline-flex;
    max-width: 100%;
    box-sizing: border-box;
    overflow: auto hidden;
    scrollbar-width: none;
    align-self: flex-start;
    padding: 3px;
    border-radius: 10px;
    background: var(--surface);
  }
  .choice button {
    flex: none;
    min-height: 30px;
    padding: 0 12px;
    border-radius: 8px;
    background: transparent;
    color: var(--soft);
    font-size: 13px;
  }
  .choice button[aria-pressed="true"] {
    background: var(--card-background-color, #fff);
    color: var(--ink);
    box-shadow: 0 1px 3px rgb(0 0 0 / 0.16);
  }
  :focus-visible {
    outline: 2px solid var(--primary-color);
    outline-offset: 2px;
  }
  .outdated {
    position: absolute;
    inset-inline: 8px;
    inset-block-end: 8px;
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px;
    padding: 8px 8px 8px 16px;
    border-radius: var(--radius);
    background: var(--card-background-color, #fff);
    box-shadow: 0 4px 16px rgb(0 0 0 / 0.3);
  }
  .empty {
    display: flex;
    flex-direction: column;
    align-items: center;
    justify-content: center;
    gap: 8px;
    padding: 24px 16px;
    color: var(--soft);
    text-align: center;
    text-wrap: balance;
  }
  .empty .icon {
    width: 32px;
    height: 32px;
    opacity: 0.6;
  }
  @media (prefers-reduced-motion: reduce) {
    * {
      animation: none !important;
      transition: none !important;
    }
  }
`;
