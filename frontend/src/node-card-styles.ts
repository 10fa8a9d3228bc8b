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
  .acts {
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
    flex: none;
    padding: 4px 16px 12px;
    display: flex;
    flex-direction: column;
    gap: 8px;
  }
  .error {
    position: absolute;
    z-index: 1;
    inset-inline: 8px;
    inset-block-end: 8px;
    display: flex;
    align-items: center;
    gap: 8px;
    padding-inline-start: 12px;
    border-radius: var(--radius);
    background: color-mix(in srgb, var(--error-color, #db4437) 14%, var(--card-background-color, #fff));
    box-shadow: 0 4px 16px rgb(0 0 0 / 0.3);
    overflow-wrap: anywhere;
  }
  .links-bar {
    display: flex;
    flex: none;
    flex-wrap: wrap;
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
  @container card (max-width: 140px) {
    .lamp {
      display: none;
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
