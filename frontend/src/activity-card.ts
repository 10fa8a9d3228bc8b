// The card of what happened: the talk time of today, talks and links with a filter.

import { html, nothing, type TemplateResult } from "lit";
import { guard } from "lit/directives/guard.js";
import { repeat } from "lit/directives/repeat.js";
import { activityCardStyles } from "./activity-card-styles";
import { LiveCard, type CardConfig, type GridOptions } from "./card";
import type { Hass } from "./hass";
import { ICONS, icon } from "./icons";
import type { ActivityFeed, NodeFeed } from "./live";
import { LOCAL, type TalksToday } from "./model";
import { NODE_SELECTOR, nodes } from "./nodes";
import { callList } from "./parts/call-list";
import { stackStyles } from "./parts/stack";
import { talkChart, talkChartStyles } from "./parts/talk-chart";
import { RecentCalls } from "./recent-calls";
import { base } from "./styles";
import { TodaysTalks } from "./todays-talks";
import { stationName } from "./view/names";
import { filtered, happenings, type Filter, type Happening } from "./view/talks";
import { clock, dayTimes, serverDay, span, underASecond } from "./view/time";

interface ActivityCardConfig extends CardConfig {
  name?: string;
  show_chart?: boolean;
  max_rows?: number;
}

const FILTERS: Filter[] = ["all", "talk", "link"];
const MAX_ROWS = 25;

/** Pixels, as in the styles. */
const ROW_HEIGHT = 46;
const DAY_HEIGHT = 32;

export class ActivityCard extends LiveCard<ActivityCardConfig> {
  static override properties = {
    ...LiveCard.properties,
    filter: { state: true },
    words: { state: true },
    by: { state: true },
    isWhole: { state: true },
  };

  declare private filter: Filter;
  declare private words: string;
  declare private by: "hour" | "station";
  declare private isWhole: boolean;
  private node?: NodeFeed;
  private activity?: ActivityFeed;
  private today?: TodaysTalks;
  private calls?: RecentCalls;

  constructor() {
    super();
    this.filter = "all";
    this.words = "";
    this.by = "hour";
    this.isWhole = false;
  }

  static getStubConfig(hass: Hass): Partial<ActivityCardConfig> {
    return { device_id: nodes(hass)[0]?.id ?? "" };
  }

  static getConfigForm(): object {
    return {
      schema: [
        { name: "device_id", required: true, selector: NODE_SELECTOR },
        { name: "name", selector: { text: {} } },
        { name: "show_chart", default: true, selector: { boolean: {} } },
        {
          name: "max_rows",
          default: MAX_ROWS,
          selector: { number: { min: 3, max: 100, mode: "box" } },
        },
      ],
      computeLabel: (field: { name: string }, localize: Hass["localize"]) =>
        localize(`component.allstarlink.selector.dashboard.options.option_${field.name}`),
    };
  }

  getCardSize(): number {
    return 9;
  }

  getGridOptions(): GridOptions {
    return { columns: 12, min_columns: 3, rows: 12, min_rows: 3 };
  }

  protected override start(): void {
    const id = this.config?.device_id;
    this.node = id ? this.nodeFeed(id) : undefined;
    this.activity = id ? this.activityFeed(id) : undefined;
    const command = { type: "allstarlink/talks/today", device_id: id };
    const today = new TodaysTalks(
      () => this.hass.callWS<TalksToday>(command),
      () => this.requestUpdate(),
    );
    this.today = today;
    const calls = new RecentCalls(
      () => this.hass,
      id ?? "",
      () => this.requestUpdate(),
    );
    this.calls = calls;
    this.stops.push(
      () => today.stop(),
      () => calls.stop(),
    );
  }

  /** Ask for today's talks again when one has ended, and when another day begins. */
  protected override willUpdate(): void {
    const { node, activity } = this;
    if (!node?.state || node.reason) return;
    this.calls?.heed();
    const ended = activity?.activities.find(({ type }) => type === "talk_ended")?.time;
    this.today?.heed([serverDay(this.hass, node.now()), node.state.available, ended].join(" "));
  }

  protected override content(): TemplateResult {
    const { config, texts, activity, node } = this;
    if (!config || !activity) return this.hollow(texts("choose_node"));
    if (activity.error) return this.hollow(this.why(activity));
    const all = happenings(activity.activities, node?.talking ?? [], node?.links);
    const found = filtered(all, this.filter, this.words, this.talkerName);
    const max = config.max_rows ?? MAX_ROWS;
    const shown = this.isWhole ? found : found.slice(0, max);
    const name = this.nameOf(config.device_id ?? "");
    const heading = config.name || texts("activity");
    return html`<ha-card class=${this.fit} role="region" aria-label=${`${heading}, ${name}`}>
      <div class="header">
        <div class="grow">
          <h2>${heading}</h2>
          <div class="soft small ellipsis">${name}</div>
        </div>
        ${this.total()}
      </div>
      <div class="scroll">
      ${config.show_chart === false ? nothing : this.chart()} ${this.bar()} ${this.list(shown)}
      ${shown.length < found.length
        ? html`<button
            class="text more"
            @click=${() => {
              this.isWhole = true;
            }}
          >
            ${texts("show_more")}
          </button>`
        : nothing}
      ${callList(this.calls?.calls ?? [], texts, dayTimes(this.hass), node?.now() ?? Date.now())}
      </div>
    </ha-card>`;
  }

  private hollow(text: string): TemplateResult {
    return html`<ha-card><div class="empty">${icon(ICONS.voice)}${text}</div></ha-card>`;
  }

  private total(): TemplateResult {
    const talkers = this.today?.talks?.talkers ?? [];
    const seconds = talkers.reduce((sum, talker) => sum + talker.seconds, 0);
    return html`<div class="total">
      <div class="number">${seconds < 1 ? "–" : clock(seconds)}</div>
      <div class="soft small">${this.texts("talk_time_today")}</div>
    </div>`;
  }

  private chart(): TemplateResult {
    const { texts, by } = this;
    const times = dayTimes(this.hass);
    const today = this.today?.talks ?? { talkers: [], quarters: [] };
    const isEmpty = today.talkers.length === 0;
    return html`<section class="chart">
      ${this.choice(["hour", "station"], by, (value) => {
        this.by = value;
      })}
      ${isEmpty && by === "station"
        ? html`<div class="empty small">${texts("no_talks_today")}</div>`
        : talkChart({
            today,
            by,
            hourNow: times.hour(this.node?.now() ?? Date.now()),
            times,
            texts,
            nameOf: this.talkerName,
          })}
    </section>`;
  }

  private bar(): TemplateResult {
    return html`<div class="bar">
      ${this.choice(FILTERS, this.filter, (value) => {
        this.filter = value;
      })}
      <input
        type="search"
        placeholder=${this.texts("find")}
        aria-label=${this.texts("find")}
        .value=${this.words}
        @input=${(event: InputEvent) => {
          this.words = (event.target as HTMLInputElement).value;
        }}
      />
    </div>`;
  }

  private choice<T extends string>(values: T[], chosen: T, choose: (value: T) => void): TemplateResult {
    return html`<div class="choice" role="group">
      ${values.map(
        (value) =>
          html`<button aria-pressed=${value === chosen ? "true" : "false"} @click=${() => choose(value)}>
            ${this.texts(value === "all" ? "show_all_kinds" : `show_${value}`)}
          </button>`,
      )}
    </div>`;
  }

  private list(shown: Happening[]): TemplateResult {
    if (shown.length === 0) {
      const isFiltered = this.filter !== "all" || this.words;
      const why = this.activity && !isFiltered ? this.why(this.activity) : "";
      const text = why || this.texts(isFiltered ? "nothing_found" : "nothing_happened");
      return html`<div class="empty">${icon(ICONS.quiet)}${text}</div>`;
    }
    const times = dayTimes(this.hass);
    const today = times.date(this.node?.now() ?? Date.now());
    let date = today;
    const rows: { key: string; y: number; draw: (y: number) => unknown }[] = [];
    let y = 0;
    for (const happening of shown) {
      const own = times.date(happening.at);
      if (own !== date) {
        const day = times.day(happening.at);
        rows.push({ key: own, y, draw: (at) => this.day(day, at) });
        y += DAY_HEIGHT;
      }
      date = own;
      rows.push({ key: happening.key, y, draw: (at) => this.row(happening, times, at) });
      y += ROW_HEIGHT;
    }
    return html`<div class="list stack" role="list" style="--height:${y}px">
      ${repeat(
        rows,
        ({ key }) => key,
        (each) => each.draw(each.y),
      )}
    </div>`;
  }

  private day(day: string, y: number): TemplateResult {
    return html`<div class="day small soft" role="presentation" style="--y:${y}px">${day}</div>`;
  }

  private row(happening: Happening, times: ReturnType<typeof dayTimes>, y: number): unknown {
    const { kind, type, node, at, isLive, late, digits, unit } = happening;
    const tail = isLive ? this.node?.releasedOf(node) : undefined;
    const name = this.talkerName(node);
    const until = tail?.until ?? this.node?.now() ?? at;
    const seconds = isLive ? (until - at) / 1000 : happening.duration;
    const lasted = this.lasted(kind, seconds);
    return guard([y, type, name, at, lasted, isLive, tail, digits, unit, happening.direction, this.texts], () => {
      const isEnd = type === "link_disconnected";
      const path = { talk: ICONS.voice, link: isEnd ? ICONS.unlinked : ICONS.linked, dtmf: ICONS.dtmf, mdc: ICONS.voice }[kind];
      return html`<div role="listitem" style="--y:${y}px" class="row ${kind} ${isLive ? "live" : ""} ${isEnd ? "gone" : ""}">
        <span class="badge">${icon(path)}</span>
        <span class="what">
          <b class="ellipsis">${name}</b>
          <span class="soft small ellipsis">${tail ? this.texts("tail") : this.says(happening)}${late ? html` · ${this.texts("late")}` : nothing}</span>
        </span>
        <span class="lasted number">${lasted}</span>
        <time class="soft small number" datetime=${new Date(at).toISOString()}>${times.time(at)}</time>
      </div>`;
    });
  }

  private lasted(kind: Happening["kind"], seconds: number | null): string {
    if (seconds === null) return "";
    if (kind !== "talk") return span(seconds, this.hass.language);
    return seconds < 1 ? underASecond(this.hass.language) : clock(seconds);
  }

  private says({ type, isLive, mode, direction, digits, unit }: Happening): string {
    const { texts } = this;
    if (type === "dtmf") return texts("dialled", { digits });
    if (type === "mdc") return texts("mdc", { unit });
    if (type.startsWith("talk")) return texts(isLive ? "talks_now" : "talked");
    const how = [mode && texts(mode), direction && texts(direction)].filter(Boolean).join(", ");
    return `${texts(type)}${how ? ` · ${how}` : ""}`;
  }

  private talkerName = (name: string): string => {
    if (name === LOCAL) return this.texts("local");
    return stationName(name, {
      links: this.node?.links ?? new Map(),
      names: this.node?.state?.names,
      callsigns: this.activity?.callsigns,
    });
  };

  static override styles = [base, stackStyles, talkChartStyles, activityCardStyles];
}
