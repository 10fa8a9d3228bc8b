// Live data of nodes. Cards on the same page share one subscription for each node.

import { Feed } from "./feed";
import type { Connection } from "./hass";
import type { Activity, Keyed, Link, NodeMessage, NodeState, ScannedFavorite } from "./model";

/** As many activities are kept in the browser as are asked for at first. */
const ACTIVITIES = 400;

/** So long after a key-up the node tells that the talk has ended, ms; a bit more. */
const ENDING = 3000;

/** So long after a key-up a talk may go on, ms. */
const TAIL = 2000;

/** A message is late by less than this; by more, the browser's clock was set, ms. */
const LATE = 2000;

/** Who was keyed until a moment ago (the server's time, ms). */
export interface Released extends Keyed {
  until: number;
}

export class NodeFeed extends Feed<NodeMessage> {
  state?: NodeState;
  /** The version of the module that Home Assistant has now. */
  module?: string;
  links = new Map<string, Link>();
  /** How far this browser's clock is ahead of the server's, ms. */
  private skew = Number.POSITIVE_INFINITY;
  private released: Released[] = [];

  constructor(connection: Connection, deviceId: string) {
    super(connection, { type: "allstarlink/node/subscribe", device_id: deviceId });
  }

  /** The server's time, ms since the epoch. */
  now(): number {
    return Date.now() - (Number.isFinite(this.skew) ? this.skew : 0);
  }

  /** Who is keyed, and who was a moment ago, so that the talk has not ended yet. */
  get talking(): Keyed[] {
    const recent = this.released.filter(({ until }) => this.now() - until < ENDING);
    return [...(this.state?.keyed ?? []), ...recent];
  }

  /** When a talker who is not keyed any more was released, if that was a moment ago. */
  releasedOf(name: string): Released | undefined {
    if (this.state?.keyed.some(({ node }) => node === name)) return undefined;
    return this.released.findLast(({ node }) => node === name);
  }

  /** Who has just unkeyed, so that the talk may go on; nobody while anybody is keyed. */
  get tail(): Released | undefined {
    if (!this.state || this.state.keyed.length > 0) return undefined;
    const last = this.released.at(-1);
    return last && this.now() - last.until < TAIL ? last : undefined;
  }

  protected override lost(): void {
    this.released = [];
    this.links = new Map([...this.links].map(([id, link]) => [id, { ...link, keyed: false }]));
    if (!this.state) return;
    const unknown = { receiving: null, transmitting: null, keyed: [] };
    const reason = this.reason ?? null;
    this.state = { ...this.state, ...unknown, available: false, can_control: false, reason, lost_at: null };
  }

  protected take(message: NodeMessage): void {
    const { state, links } = message;
    // Only the first message of a subscription names the node.
    const isFirst = state !== undefined && "node" in state;
    const ahead = Date.now() - Date.parse(message.now);
    this.skew = isFirst || ahead - this.skew > LATE ? ahead : Math.min(this.skew, ahead);
    this.module = message.module ?? this.module;
    if (isFirst) this.released = [];
    else if (state?.keyed) this.release(state.keyed);
    if (state) this.state = { ...this.state, ...state } as NodeState;
    if (!links) return;
    this.links = new Map(isFirst ? [] : this.links);
    for (const [id, link] of Object.entries(links)) {
      if (link) this.links.set(id, link);
      else this.links.delete(id);
    }
  }

  private release(keyed: Keyed[]): void {
    const until = this.now();
    const isKeyed = new Set(keyed.map(({ node }) => node));
    const gone = (this.state?.keyed ?? []).map((talker) => ({ ...talker, until }));
    this.released = [...this.released, ...gone].filter(
      (talker) => !isKeyed.has(talker.node) && until - talker.until < ENDING,
    );
  }
}

type ActivityMessage = { activities: Activity[] } | { activity: Activity };

export class ActivityFeed extends Feed<ActivityMessage> {
  /** The newest first. */
  activities: Activity[] = [];
  /** The callsigns that came with them. */
  callsigns = new Map<string, string>();

  constructor(connection: Connection, deviceId: string) {
    super(connection, {
      type: "allstarlink/activity/subscribe",
      device_id: deviceId,
      limit: ACTIVITIES,
    });
  }

  protected take(message: ActivityMessage): void {
    const news = "activities" in message ? message.activities : [message.activity];
    for (const { node, callsign } of [...news].reverse()) {
      if (callsign) this.callsigns.set(node, callsign);
    }
    this.activities =
      "activities" in message ? news : [...news, ...this.activities].slice(0, ACTIVITIES);
  }
}

interface FavoritesMessage {
  scan: boolean;
  favorites: ScannedFavorite[];
}

export class FavoritesFeed extends Feed<FavoritesMessage> {
  favorites = new Map<string, ScannedFavorite>();

  constructor(connection: Connection, deviceId: string) {
    super(connection, { type: "allstarlink/favorites/subscribe", device_id: deviceId });
  }

  protected override lost(): void {
    this.favorites = new Map();
  }

  protected take({ scan, favorites }: FavoritesMessage): void {
    this.favorites = new Map(scan ? favorites.map((favorite) => [favorite.node, favorite]) : []);
  }
}

const shared = <F>(make: (connection: Connection, deviceId: string) => F) => {
  const feeds = new WeakMap<Connection, Map<string, F>>();
  return (connection: Connection, deviceId: string): F => {
    const known = feeds.get(connection) ?? new Map<string, F>();
    feeds.set(connection, known);
    const feed = known.get(deviceId) ?? make(connection, deviceId);
    known.set(deviceId, feed);
    return feed;
  };
};

export const nodeFeed = shared((connection, id) => new NodeFeed(connection, id));
export const activityFeed = shared((connection, id) => new ActivityFeed(connection, id));
export const favoritesFeed = shared((connection, id) => new FavoritesFeed(connection, id));
