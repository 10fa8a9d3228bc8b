// How the card of a node looks.

import { css } from "lit";

export const nodeCardStyles = css`
  ha-card {
    --accent: var(--talk);
  }
  ha-card.receiving {
    --accent: var(--receive);
  }
  ha-card.transmitting {
    --accent: var(--transmit);
  }
  header.acts {
    cursor: pointer;
  }
  .mark {
    display: grid;
    place-items: center;
    width: 40px;
    height: 40px;
    border-radius: 50%;
    background: color-mix(in srgb, var(--accent) 16%, transparent);
    color: var(--accent);
  }
  .idle .mark,
  .unavailable .mark {
    background: var(--surface);
    color: var(--soft);
  }
  .mark .icon {
    width: 24px;
    height: 24px;
  }
  .lamp {
    font-size: 12px;
    line-height: 24px;
    font-weight: 700;
    letter-spacing: 0.04em;
    padding: 0 8px;
    border-radius: 7px;
    color: var(--soft);
    box-shadow: inset 0 0 0 1px var(--line);
  }
  .lamp + .lamp {
    margin-inline-start: -4px;
  }
  .lamp.on {
    color: #fff;
    box-shadow: none;
  }
  .lamp.on.receive {
    background: color-mix(in srgb, var(--receive) 86%, #000);
  }
  .lamp.on.transmit {
    background: color-mix(in srgb, var(--transmit) 90%, #000);
  }
  .gap {
    height: 16px;
  }
  .controls-box {
    padding: 4px 16px 12px;
    display: flex;
    flex-direction: column;
    gap: 8px;
  }
  .chips {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
  }
  .chip {
    min-height: 36px;
    border-radius: 18px;
    padding-block: 0;
    padding-inline: 10px 14px;
    gap: 6px;
    background: transparent;
    border-color: var(--line);
  }
  .chip .icon {
    width: 18px;
    height: 18px;
    color: var(--soft);
  }
  .chip.on {
    background: color-mix(in srgb, var(--primary-color) 18%, transparent);
    border-color: transparent;
  }
  .chip.on .icon {
    color: var(--primary-color);
  }
  .chip.pending .icon {
    animation: pulse 900ms ease-in-out infinite alternate;
  }
  @keyframes pulse {
    to {
      opacity: 0.2;
    }
  }
  .error {
    display: flex;
    align-items: center;
    gap: 8px;
    padding-inline-start: 12px;
    border-radius: 10px;
    background: color-mix(in srgb, var(--error-color, #db4437) 14%, transparent);
  }
  .links-bar {
    display: flex;
    align-items: center;
    gap: 8px;
    padding-block: 4px 0;
    padding-inline: 16px 8px;
    min-height: 40px;
  }
  .links-bar h3 {
    margin: 0;
    font-size: 14px;
    font-weight: 600;
    margin-inline-end: auto;
    white-space: nowrap;
  }
  .links-bar input {
    width: 160px;
    min-height: 36px;
  }
  .end-all {
    white-space: nowrap;
  }
  .more {
    align-self: center;
    margin-bottom: 8px;
  }
  dialog {
    border: none;
    border-radius: 20px;
    padding: 24px;
    max-width: 360px;
    background: var(--card-background-color, #fff);
    color: inherit;
    box-shadow: 0 12px 40px rgb(0 0 0 / 0.3);
  }
  dialog::backdrop {
    background: rgb(0 0 0 / 0.45);
  }
  dialog p {
    margin: 0 0 20px;
    font-size: 16px;
    line-height: 24px;
  }
  .answers {
    display: flex;
    justify-content: flex-end;
    gap: 8px;
  }
  /* The smaller the cell, the fewer parts: who talks is the last to go. */
  @container card (max-width: 240px) {
    .mark {
      display: none;
    }
    .lamp {
      padding: 0 4px;
      line-height: 18px;
      font-size: 10px;
    }
  }
  @container card (max-height: 460px) {
    .timeline {
      display: none;
    }
  }
  @container card (max-height: 330px) {
    .controls-box {
      display: none;
    }
  }
  @container card (max-height: 240px) {
    .talker,
    .talker.gone {
      flex: 1;
      height: auto;
      min-height: 0;
      margin-block-end: 8px;
      padding-block: 6px;
    }
    .scroll {
      display: none;
    }
  }
`;
