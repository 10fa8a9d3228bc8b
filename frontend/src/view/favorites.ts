// The favorites of a node: a list that is sent whole when anything of it changes.

import type { Favorite, NodeState } from "../model";

export const favorite = (node: string): Favorite => ({ node, name: null, mode: "transceive", group: null });

/** The favorites of a node, in their order. */
export const favoritesOf = ({ favorite_list, favorites }: NodeState): Favorite[] =>
  favorite_list ?? favorites.map(favorite);

/** Whether a name can be one: a number that can be called. */
export const canBeFavorite = (name: string, ownNode: string): boolean =>
  /^[1-9]\d{0,9}$/.test(name) && name !== ownNode;

export const toggled = (list: Favorite[], node: string): Favorite[] =>
  list.some((each) => each.node === node) ? list.filter((each) => each.node !== node) : [...list, favorite(node)];

/** The list with one of it so many places further down. */
export const moved = (list: Favorite[], node: string, by: number): Favorite[] => {
  const from = list.findIndex((each) => each.node === node);
  const to = from + by;
  const item = list[from];
  if (!item || to < 0 || to >= list.length) return list;
  const rest = list.filter((each) => each !== item);
  return [...rest.slice(0, to), item, ...rest.slice(to)];
};

export const changed = (list: Favorite[], node: string, change: Partial<Favorite>): Favorite[] =>
  list.map((each) => (each.node === node ? { ...each, ...change } : each));

/** Groups in the order of their first favorite; those without a group have the name "". */
export const grouped = (list: Favorite[]): [group: string, favorites: Favorite[]][] => {
  const groups = new Map<string, Favorite[]>();
  for (const each of list) {
    const name = each.group ?? "";
    groups.set(name, [...(groups.get(name) ?? []), each]);
  }
  return [...groups];
};
