// Activities joined into what people remember: talks, links, dialled digits.

import { moment, type Activity, type Keyed, type Link } from "../model";

/** A talk ends for the node so long after the key-up, ms. */
const GAP = 2000;

/** Digits with a longer pause between them are dialled apart, ms. */
const DIAL_PAUSE = 5000;

export interface Talk {
  talker: string;
  start: number;
  /** Null while it goes on. */
  end: number | null;
}

export interface Happening {
  key: string;
  kind: "talk" | "link" | "dtmf" | "mdc";
  type: Activity["type"];
  node: string;
  at: number;
  /** Seconds, where it has lasted. */
  duration: number | null;
  isLive: boolean;
  mode?: Activity["mode"];
  direction?: Activity["direction"];
  digits?: string;
  unit?: string;
  late?: boolean;
}

const startOf = (ended: Activity, started: Activity | undefined): number => {
  const lasted = (ended.duration ?? 0) * 1000;
  if (started) return Date.parse(started.time);
  return Date.parse(ended.time) - GAP - lasted;
};

/** The talks in activities that come newest first, the newest first as well. */
export const talksOf = (activities: Activity[], keyed: Keyed[]): Talk[] => {
  const ends = new Map<string, Activity>();
  const talks: Talk[] = keyed.flatMap(({ node, since }) => {
    const start = moment(since);
    return start === null ? [] : [{ talker: node, start, end: null }];
  });
  const close = (ended: Activity, started?: Activity): void => {
    const start = startOf(ended, started);
    talks.push({ talker: ended.node, start, end: start + (ended.duration ?? 0) * 1000 });
  };
  for (const activity of activities) {
    if (activity.type === "talk_ended") {
      const unmatched = ends.get(activity.node);
      if (unmatched) close(unmatched);
      ends.set(activity.node, activity);
    } else if (activity.type === "talk_started") {
      const ended = ends.get(activity.node);
      if (ended) close(ended, activity);
      ends.delete(activity.node);
    }
  }
  for (const ended of ends.values()) close(ended);
  return talks.sort((a, b) => b.start - a.start);
};

export interface Lane {
  talker: string;
  /** Each from and to as shares of the window, 0 its beginning. */
  bars: { from: number; to: number; isLive: boolean }[];
}

/** Talks in the window that ends now, a lane for each talker, who spoke last first. */
export const lanesOf = (talks: Talk[], now: number, window: number): Lane[] => {
  const lanes = new Map<string, Lane>();
  for (const { talker, start, end } of talks) {
    const from = Math.max(0, 1 - (now - start) / window);
    const to = Math.min(1, 1 - (now - (end ?? now)) / window);
    if (to <= 0 || from >= 1) continue;
    const lane = lanes.get(talker) ?? { talker, bars: [] };
    lane.bars.push({ from, to, isLive: end === null });
    lanes.set(talker, lane);
  }
  return [...lanes.values()];
};

const isDialledWith = (earlier: Activity, later: Happening): boolean =>
  later.kind === "dtmf" && later.at - Date.parse(earlier.time) < DIAL_PAUSE;

/** What tells rows apart: it stays when newer ones come and the oldest go. */
const keys = (): ((activity: Activity) => string) => {
  const counts = new Map<string, number>();
  return ({ time, type, node }) => {
    const key = `${time} ${type} ${node}`;
    const count = counts.get(key) ?? 0;
    counts.set(key, count + 1);
    return `${key} ${count}`;
  };
};

/** Who called: a link's first news may lack it, what came later has it. */
const directions = (links: Map<string, Link>) => {
  const later = new Map([...links.values()].map(({ node, direction }) => [node, direction]));
  return ({ type, node, direction }: Activity): Activity["direction"] => {
    const known = direction ?? later.get(node) ?? undefined;
    if (type === "link_connected") later.delete(node);
    else if (direction) later.set(node, direction);
    return known;
  };
};

/** The order of the times that are shown, the newest first; who talks now on top. */
const byTime = (a: Happening, b: Happening): number =>
  Number(b.isLive) - Number(a.isLive) || b.at - a.at;

/** What happened: talks once, digits joined. */
export const happenings = (
  activities: Activity[],
  keyed: Keyed[],
  links: Map<string, Link> = new Map(),
): Happening[] => {
  const shown: Happening[] = [];
  const live = new Map(keyed.map(({ node, since }) => [node, moment(since)]));
  const keyOf = keys();
  const directionOf = directions(links);
  for (const activity of activities) {
    const at = Date.parse(activity.time);
    const base = { key: keyOf(activity), type: activity.type, node: activity.node, at, duration: null };
    const { mode, late } = activity;
    const direction = directionOf(activity);
    const last = shown.at(-1);
    switch (activity.type) {
      case "talk_started":
        // One from before an outage may have no end.
        if (at < (live.get(activity.node) ?? at)) break;
        if (live.delete(activity.node)) {
          shown.push({ ...base, kind: "talk", isLive: true, mode, direction });
        }
        break;
      case "talk_ended":
        live.delete(activity.node);
        shown.push({
          ...base,
          at: startOf(activity, undefined),
          kind: "talk",
          duration: activity.duration ?? null,
          isLive: false,
          mode,
          direction,
        });
        break;
      case "dtmf":
        if (last && isDialledWith(activity, last)) {
          last.digits = `${activity.digit ?? ""}${last.digits}`;
          last.at = at;
        } else {
          shown.push({ ...base, kind: "dtmf", isLive: false, digits: activity.digit ?? "" });
        }
        break;
      case "mdc":
        shown.push({ ...base, kind: "mdc", isLive: false, unit: activity.unit ?? "" });
        break;
      default:
        shown.push({
          ...base,
          kind: "link",
          duration: activity.duration ?? null,
          isLive: false,
          mode,
          direction,
          late,
        });
    }
  }
  return shown.sort(byTime);
};

export type Filter = "all" | "talk" | "link";

/** Those of a kind, by whom the words mean: a number or a name. */
export const filtered = (
  shown: Happening[],
  filter: Filter,
  words: string,
  nameOf: (node: string) => string,
): Happening[] => {
  const wanted = words.trim().toLowerCase();
  return shown.filter(
    ({ kind, node }) =>
      (filter === "all" || kind === filter) &&
      `${node} ${nameOf(node)}`.toLowerCase().includes(wanted),
  );
};

/** Seconds of talk in each hour of the day. */
export const byHour = (
  quarters: { start: string; seconds: number }[],
  hourOf: (at: number) => number,
): number[] => {
  const hours = new Array<number>(24).fill(0);
  for (const { start, seconds } of quarters) {
    const hour = hourOf(Date.parse(start));
    hours[hour] = (hours[hour] ?? 0) + seconds;
  }
  return hours;
};
