// Who is behind a name, of all that a card has been told.

import type { Link, Names } from "../model";
import { linkTo, title } from "./links";

/** A name with what is known of it; a link is one. */
export interface Station extends Names {
  node: string;
}

/** Where to look a name up. */
export interface Sources {
  links: Map<string, Link>;
  names?: Record<string, Names>;
  /** Callsigns of who did something lately. */
  callsigns?: Map<string, string>;
}

/** Who that is: at the other end of a link first, for that is the newest. */
export const stationOf = (node: string, { links, names, callsigns }: Sources): Station =>
  linkTo(links, node) ?? {
    node,
    description: null,
    location: null,
    callsign: callsigns?.get(node) ?? null,
    ...names?.[node],
  };

/** What to call it. */
export const stationName = (node: string, sources: Sources): string => title(stationOf(node, sources));
