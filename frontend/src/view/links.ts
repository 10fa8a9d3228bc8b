// The links of a node, in the order and the words in which they are shown.

import { LOCAL, moment, type Link, type NodeState } from "../model";
import type { Station } from "./names";

export type Entry = [id: string, link: Link];

const heard = (link: Link): number => moment(link.last_keyed) ?? 0;
const connected = (link: Link): number => moment(link.connected_since) ?? Number.MAX_SAFE_INTEGER;

/** Who is keyed comes first, then who spoke last, then who came last. */
export const newestSpeakerFirst = (links: Map<string, Link>): Entry[] =>
  [...links].sort(
    ([idA, a], [idB, b]) =>
      Number(b.keyed) - Number(a.keyed) ||
      heard(b) - heard(a) ||
      connected(b) - connected(a) ||
      idA.localeCompare(idB, undefined, { numeric: true }),
  );

/** The name in large type: a callsign where one is known. */
export const title = (station: Station): string => station.callsign ?? station.node;

/** What stands under the name; empty where nothing more is known. */
export const subtitle = ({ node, callsign, description, location }: Station): string =>
  [callsign && callsign !== node ? node : null, description, location]
    .filter(Boolean)
    .join(" · ");

export const matches = ([, link]: Entry, words: string): boolean => {
  const text = `${link.node} ${link.callsign ?? ""} ${link.description ?? ""} ${link.location ?? ""}`;
  return text.toLowerCase().includes(words.trim().toLowerCase());
};

/** The link to a node, one that is up before one that is not. */
export const linkTo = (links: Map<string, Link>, node: string): Link | undefined => {
  const named = [...links.values()].filter((link) => link.node === node);
  return named.find((link) => link.state === "established") ?? named[0];
};

/** The number that is meant by what was typed: itself, or that of a known callsign. */
export const target = (
  typed: string,
  links: Map<string, Link>,
  names: NodeState["names"] = {},
): string => {
  const name = typed.trim();
  const stations: Station[] = [
    ...links.values(),
    ...Object.entries(names).map(([node, known]) => ({ node, ...known })),
  ];
  const meant = stations.find(({ callsign }) => callsign?.toLowerCase() === name.toLowerCase());
  return meant?.node ?? name;
};

/** Whom an exclusive call to a target would disconnect. */
export const disconnects = (links: Map<string, Link>, node: string): Link[] =>
  [...links.values()].filter((link) => link.node !== node);

export type Condition = "unavailable" | "receiving" | "transmitting" | "talking" | "tail" | "idle";

const isLinkKeyed = (state: NodeState): boolean => state.keyed.some(({ node }) => node !== LOCAL);

/** The state of a node in one word; `isTail` in the two seconds after an over. */
export const condition = (state: NodeState, isTail = false): Condition => {
  if (!state.available) return "unavailable";
  if (state.receiving) return "receiving";
  if (isTail) return "tail";
  if (state.transmitting) return "transmitting";
  return isLinkKeyed(state) ? "talking" : "idle";
};

/** What gives the node its colour: who is heard, before that it transmits. */
export const accent = (state: NodeState, isTail = false): Condition =>
  state.available && !state.receiving && isLinkKeyed(state) ? "talking" : condition(state, isTail);
