// How the card of what happened looks.

import { css } from "lit";

export const activityCardStyles = css`
  .total {
    min-width: 100px;
  }
  .total .number {
    font-size: 22px;
    line-height: 26px;
    font-weight: 500;
  }
  .chart {
    padding: 0 16px 12px;
    display: flex;
    flex-direction: column;
    gap: 12px;
  }
  .bar {
    display: flex;
    align-items: center;
    gap: 8px;
    padding: 12px 16px 4px;
    border-top: 1px solid var(--line);
  }
  .bar input {
    flex: 1;
    min-height: 36px;
    width: 100px;
  }
  .list {
    padding: 0 8px 8px;
  }
  .day {
    height: 32px;
    box-sizing: border-box;
    padding: 12px 8px 4px;
    font-weight: 600;
  }
  .row {
    display: grid;
    grid-template-columns: 32px minmax(0, 1fr) 72px 84px;
    align-items: center;
    gap: 12px;
    height: 46px;
    width: 100%;
    box-sizing: border-box;
    padding: 0 8px;
    border-radius: var(--radius);
    contain: layout style;
    content-visibility: auto;
    contain-intrinsic-size: auto 46px;
  }
  .row.live {
    background: color-mix(in srgb, var(--talk) 15%, transparent);
  }
  .badge {
    display: grid;
    place-items: center;
    width: 32px;
    height: 32px;
    border-radius: 50%;
    background: var(--surface);
    color: var(--soft);
  }
  .badge .icon {
    width: 18px;
    height: 18px;
  }
  .row.talk .badge {
    color: color-mix(in srgb, var(--talk) 70%, var(--ink));
    background: color-mix(in srgb, var(--talk) 14%, transparent);
  }
  .row.live .badge {
    background: var(--talk);
    color: var(--text-primary-color, #fff);
  }
  .what {
    display: flex;
    flex-direction: column;
  }
  .what b {
    font-weight: 500;
    font-size: 15px;
  }
  .row.live .soft {
    color: color-mix(in srgb, var(--ink) 78%, transparent);
  }
  .lasted {
    font-weight: 500;
    white-space: nowrap;
  }
  .row.link .lasted {
    font-weight: 400;
    color: var(--soft);
  }
  time {
    white-space: nowrap;
  }
  .calls {
    border-top: 1px solid var(--line);
  }
  .calls h3 {
    margin: 0;
    padding: 12px 16px 4px;
    font-weight: 600;
  }
  .row.missed .badge {
    color: var(--error-color, #db4437);
  }
  .more {
    align-self: center;
    margin-bottom: 8px;
  }
  @container card (max-width: 340px) {
    .row time {
      display: none;
    }
    .row {
      grid-template-columns: 32px minmax(0, 1fr) 64px;
      gap: 8px;
    }
  }
  @container card (max-width: 240px) {
    .total,
    .row time,
    .row .badge {
      display: none;
    }
    .row {
      grid-template-columns: minmax(0, 1fr) 56px;
      gap: 6px;
      padding: 0 4px;
    }
  }
  @container card (max-width: 140px) {
    .row {
      grid-template-columns: minmax(0, 1fr);
    }
    .row .lasted {
      display: none;
    }
  }
  @container card (max-width: 420px) {
    .bar {
      flex-wrap: wrap;
    }
  }
  @container card (max-height: 480px) {
    .chart {
      display: none;
    }
  }
  @container card (max-height: 300px) {
    .bar,
    .calls {
      display: none;
    }
  }
`;
