// Rows that change places without a jump of the layout: all lie in one cell, and transforms spread them.

import { css } from "lit";

export const stackStyles = css`
  .stack {
    display: grid;
    height: var(--height);
  }
  .stack > * {
    grid-area: 1 / 1;
    align-self: start;
    transform: translateY(var(--y));
    transition: transform 160ms ease-out;
  }
`;
