// How the card of a network looks.

import { css } from "lit";

export const networkCardStyles = css`
  .views {
    display: flex;
    flex: none;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px;
    padding: 0 16px 8px;
  }
  .views select {
    min-height: 36px;
  }
  .fit {
    --far-height: 160px;
  }
  .graph {
    display: block;
    flex: none;
    width: 100%;
    font-size: 13px;
  }
  .graph text {
    text-anchor: middle;
    dominant-baseline: central;
    fill: var(--ink);
    pointer-events: none;
    font-variant-numeric: tabular-nums;
  }
  .edge {
    stroke: color-mix(in srgb, var(--ink) 34%, transparent);
    stroke-width: 2;
  }
  .edge.monitor {
    stroke-dasharray: 7 5;
  }
  .edge.local_monitor {
    stroke-dasharray: 2 4;
  }
  .edge.connecting {
    stroke-dasharray: 2 7;
    stroke: color-mix(in srgb, var(--ink) 22%, transparent);
  }
  .edge.keyed {
    stroke: var(--talk);
    stroke-width: 4;
    stroke-dasharray: 10 6;
    animation: flow 700ms linear infinite;
  }
  @keyframes flow {
    to {
      stroke-dashoffset: 16;
    }
  }
  .hub circle {
    fill: color-mix(in srgb, var(--ink) 8%, var(--card-background-color, #fff));
    stroke: color-mix(in srgb, var(--ink) 24%, transparent);
    stroke-width: 2;
    transition: fill 120ms linear;
  }
  .hub text {
    font-weight: 600;
    font-size: 15px;
  }
  .hub .count {
    font-size: 10px;
    font-weight: 400;
    fill: var(--soft);
  }
  .talking .hub circle {
    fill: color-mix(in srgb, var(--talk) 24%, var(--card-background-color, #fff));
    stroke: var(--talk);
  }
  .receiving .hub circle {
    fill: color-mix(in srgb, var(--receive) 24%, var(--card-background-color, #fff));
    stroke: var(--receive);
  }
  .transmitting .hub circle {
    fill: color-mix(in srgb, var(--transmit) 20%, var(--card-background-color, #fff));
    stroke: var(--transmit);
  }
  .unavailable .hub circle {
    stroke-dasharray: 4 4;
  }
  .receiving .hub .count,
  .transmitting .hub .count,
  .talking .hub .count {
    fill: var(--ink);
  }
  .spot {
    cursor: pointer;
  }
  .spot rect {
    fill: color-mix(in srgb, var(--ink) 6%, var(--card-background-color, #fff));
    stroke: color-mix(in srgb, var(--ink) 24%, transparent);
    stroke-width: 1.5;
  }
  .spot .dot-mark {
    fill: color-mix(in srgb, var(--ink) 26%, var(--card-background-color, #fff));
    stroke: none;
  }
  .spot.recent rect {
    stroke: color-mix(in srgb, var(--talk) 70%, transparent);
  }
  .spot.recent .dot-mark {
    fill: color-mix(in srgb, var(--talk) 62%, var(--card-background-color, #fff));
  }
  .spot.monitor .dot-mark,
  .spot.local_monitor .dot-mark {
    fill: var(--card-background-color, #fff);
    stroke: color-mix(in srgb, var(--ink) 38%, transparent);
    stroke-width: 2;
  }
  .spot.monitor.recent .dot-mark,
  .spot.local_monitor.recent .dot-mark {
    stroke: color-mix(in srgb, var(--talk) 70%, transparent);
  }
  .spot.connecting {
    opacity: 0.6;
  }
  .spot .touch {
    fill: transparent;
    stroke: none;
  }
  .spot.keyed rect {
    fill: color-mix(in srgb, var(--talk) 78%, #000);
    stroke: var(--talk);
  }
  .spot.keyed text {
    fill: var(--text-primary-color, #fff);
    font-weight: 600;
  }
  .spot.chosen rect {
    stroke: var(--ink);
    stroke-width: 2;
  }
  .spot:focus {
    outline: none;
  }
  .spot:focus-visible rect,
  .spot:focus-visible .dot-mark {
    stroke: var(--primary-color);
    stroke-width: 3;
  }
  .legend {
    display: flex;
    flex-wrap: wrap;
    gap: 4px 16px;
    padding: 4px 16px 16px;
  }
  .legend span {
    display: inline-flex;
    align-items: center;
    gap: 6px;
  }
  .dot {
    width: 10px;
    height: 10px;
    border-radius: 50%;
    background: var(--talk);
  }
  .details {
    display: flex;
    align-items: center;
    gap: 12px;
    margin: 0 8px 8px;
    padding: 8px;
    border-radius: var(--radius);
    background: var(--surface);
  }
  .badge {
    display: grid;
    place-items: center;
    width: 36px;
    height: 36px;
    border-radius: 50%;
    background: var(--surface);
    color: var(--soft);
  }
  @container card (max-height: 300px) {
    .legend,
    .views {
      display: none;
    }
  }
`;
