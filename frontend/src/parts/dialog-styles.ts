// How the dialogs of a node look.

import { css } from "lit";
import { actionsRowStyles } from "./actions-row";
import { favoritesFormStyles } from "./favorites-form";
import { onAirFormStyles } from "./on-air-form";
import { questionStyles } from "./question";
import { stationViewStyles } from "./station-view";

const chipStyles = css`
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
`;

export const dialogStyles = [
  chipStyles,
  questionStyles,
  actionsRowStyles,
  onAirFormStyles,
  favoritesFormStyles,
  stationViewStyles,
];
