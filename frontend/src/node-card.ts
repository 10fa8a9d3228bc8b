// The card of a node: who talks, who is linked, and the controls.

import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { LiveCard, type CardConfig } from "./card";
import type { Hass } from "./hass";
import { ICONS, icon } from "./icons";
import type { ActivityFeed, NodeFeed } from "./live";
import { LOCAL, type Link, type NodeState } from "./model";
import { NODE_SELECTOR, nodes } from "./nodes";
import { ConnectBox, type Call } from "./parts/connect-box";
import { linkTable, linkTableStyles } from "./parts/link-table";
import { talker, talkerStyles } from "./parts/talker";
import { timeline, timelineStyles } from "./parts/timeline";
import { nodeCardStyles } from "./node-card-styles";
import { base } from "./styles";
import { errorText } from "./texts";
import {
  accent,
  condition,
  disconnects,
  linkTo,
  matches,
  newestSpeakerFirst,
  subtitle,
  target,
  title,
  type Condition,
} from "./view/links";
import { stationName, stationOf, type Sources } from "./view/names";
import { talksOf } from "./view/talks";

interface NodeCardConfig extends CardConfig {
  name?: string;
  show_timeline?: boolean;
  show_controls?: boolean;
  show_links?: boolean;
  max_links?: number;
}

/** What waits for the user's word. */
interface Question {
  text: string;
  action: string;
  run: () => void;
}

const MAX_LINKS = 12;

/** The names of links, the first few of many. */
const named = (links: Link[]): string =>
  [...links.slice(0, 5).map(title), ...(links.length > 5 ? ["…"] : [])].join(", ");

export class NodeCard extends LiveCard<NodeCardConfig> {
  static override properties = {
    ...LiveCard.properties,
    isCalling: { state: true },
    ending: { state: true },
    pending: { state: true },
    error: { state: true },
    question: { state: true },
    words: { state: true },
    isWhole: { state: true },
  };

  declare private isCalling: boolean;
  declare private ending: ReadonlySet<string>;
  declare private pending: ReadonlySet<string>;
  declare private error: string;
  declare private question?: Question;
  declare private words: string;
  declare private isWhole: boolean;
  private node?: NodeFeed;
  private activity?: ActivityFeed;

  constructor() {
    super();
    this.isCalling = false;
    this.ending = new Set();
    this.pending = new Set();
    this.error = "";
    this.words = "";
    this.isWhole = false;
  }

  static getStubConfig(hass: Hass): Partial<NodeCardConfig> {
    return { device_id: nodes(hass)[0]?.id ?? "" };
  }

  static getConfigForm(): object {
    const flag = (name: string): object => ({ name, default: true, selector: { boolean: {} } });
    return {
      schema: [
        { name: "device_id", required: true, selector: NODE_SELECTOR },
        { name: "name", selector: { text: {} } },
        {
          name: "",
          type: "grid",
          schema: [flag("show_timeline"), flag("show_controls"), flag("show_links")],
        },
        {
          name: "max_links",
          default: MAX_LINKS,
          selector: { number: { min: 1, max: 100, mode: "box" } },
        },
      ],
      computeLabel: (field: { name: string }, localize: Hass["localize"]) =>
        localize(`component.allstarlink.selector.dashboard.options.option_${field.name}`),
    };
  }

  getCardSize(): number {
    return 9;
  }

  getGridOptions(): object {
    return { columns: 12, min_columns: 6, rows: "auto", min_rows: 3 };
  }

  protected override start(): void {
    const id = this.config?.device_id;
    this.node = id ? this.nodeFeed(id) : undefined;
    this.activity = id && this.config?.show_timeline !== false ? this.activityFeed(id) : undefined;
  }

  protected override content(): TemplateResult {
    const { config, texts, node } = this;
    if (!node || !config) return this.hollow(texts("choose_node"));
    const { state, error } = node;
    if (!state || error) return this.hollow(this.why(node));
    const word = condition(state);
    const canControl = state.can_control && config.show_controls !== false;
    return html`<ha-card class=${accent(state)}>
      ${this.header(state)} ${this.talker(state, word)}
      ${word !== "unavailable" && config.show_timeline !== false
        ? timeline(
            talksOf(this.activity?.activities ?? [], node.talking),
            node.now(),
            texts,
            this.talkerName,
          )
        : html`<div class="gap"></div>`}
      ${canControl && word !== "unavailable" ? this.controls(state) : nothing}
      ${word !== "unavailable" && config.show_links !== false ? this.links(canControl) : nothing}
      ${this.dialog()}
      <div class="unseen" aria-live="polite">
        ${state.keyed.map(({ node: name }) => texts("is_talking", { name: this.talkerName(name) }))}
      </div>
    </ha-card>`;
  }

  private hollow(text: string): TemplateResult {
    return html`<ha-card><div class="empty">${icon(ICONS.tower)}${text}</div></ha-card>`;
  }

  private header(state: NodeState): TemplateResult {
    const { texts, config } = this;
    const count = this.node?.links.size ?? 0;
    const facts = state.available
      ? [
          state.server,
          texts("count_links", { count }),
          state.network_nodes && state.network_nodes > count
            ? texts("count_network", { count: state.network_nodes })
            : null,
        ]
      : [state.server];
    return html`<header>
      <span class="mark">${icon(ICONS.tower)}</span>
      <div class="grow">
        <h2>${config?.name || this.nameOf(config?.device_id ?? "") || state.node}</h2>
        <div class="soft small ellipsis">${facts.filter(Boolean).join(" · ")}</div>
      </div>
      ${state.available
        ? html`${this.lamp("RX", "receive", state.receiving)} ${this.lamp("TX", "transmit", state.transmitting)}`
        : nothing}
    </header>`;
  }

  private lamp(word: string, key: string, isOn: boolean | null): TemplateResult {
    const label = `${this.texts(key)}: ${this.texts(isOn ? "on" : "off")}`;
    return html`<span class="lamp ${key} ${isOn ? "on" : ""}" role="img" aria-label=${label} title=${label}
      >${word}</span
    >`;
  }

  private talker(state: NodeState, word: Condition): TemplateResult {
    return talker({
      hass: this.hass,
      texts: this.texts,
      state,
      condition: word,
      now: this.node?.now() ?? Date.now(),
      nameOf: this.talkerName,
      detailOf: (name) => {
        const link = linkTo(this.sources.links, name);
        const known = subtitle(stationOf(name, this.sources));
        return known || (link ? this.texts(`kind_${link.kind}`) : "");
      },
    });
  }

  private talkerName = (name: string): string => {
    return name === LOCAL ? this.texts("local") : stationName(name, this.sources);
  };

  private get sources(): Sources {
    return {
      links: this.node?.links ?? new Map(),
      names: this.node?.state?.names,
      callsigns: this.activity?.callsigns,
    };
  }

  private controls(state: NodeState): TemplateResult {
    const { texts } = this;
    return html`<section class="controls-box" aria-label=${texts("controls")}>
      ${state.favorites.length > 0
        ? html`<div class="chips" role="group" aria-label=${texts("favorites")}>
            ${state.favorites.map((number) => this.chip(number))}
          </div>`
        : nothing}
      <allstarlink-connect-box
        .texts=${texts}
        .busy=${this.isCalling}
        @call=${(event: CustomEvent<Call>) => this.askAndCall(event.detail)}
      ></allstarlink-connect-box>
      ${this.error
        ? html`<div class="error" role="alert">
            <span class="grow">${this.error}</span>
            <button
              class="round"
              aria-label=${texts("dismiss")}
              @click=${() => {
                this.error = "";
              }}
            >
              ${icon(ICONS.close)}
            </button>
          </div>`
        : nothing}
    </section>`;
  }

  private chip(number: string): TemplateResult {
    const link = linkTo(this.sources.links, number);
    const isOn = link?.state === "established";
    const isPending = this.pending.has(number) || link?.state === "connecting";
    const name = stationName(number, this.sources);
    return html`<button
      class="chip ${isOn ? "on" : ""} ${isPending ? "pending" : ""}"
      aria-pressed=${isOn ? "true" : "false"}
      aria-busy=${isPending ? "true" : "false"}
      ?disabled=${this.pending.has(number)}
      title=${this.texts(isOn ? "disconnect_from" : "connect_to", { name })}
      @click=${() => this.toggle(number, isOn || isPending)}
    >
      ${icon(isOn ? ICONS.star : ICONS.starOutline)}${name}
    </button>`;
  }

  private links(canControl: boolean): TemplateResult {
    const { texts } = this;
    const all = newestSpeakerFirst(this.node?.links ?? new Map());
    if (all.length === 0) {
      return html`<div class="empty">${icon(ICONS.unlinked)}${texts("no_links")}</div>`;
    }
    const max = this.config?.max_links ?? MAX_LINKS;
    const found = this.words ? all.filter((entry) => matches(entry, this.words)) : all;
    const shown = this.isWhole || this.words ? found : found.slice(0, max);
    return html`<div class="links-bar">
        <h3>${texts("links")} <span class="soft number">${all.length}</span></h3>
        ${all.length > max || this.words
          ? html`<input
              type="search"
              placeholder=${texts("find")}
              aria-label=${texts("find")}
              .value=${this.words}
              @input=${(event: InputEvent) => {
                this.words = (event.target as HTMLInputElement).value;
              }}
            />`
          : nothing}
        ${canControl
          ? html`<button class="text end-all" @click=${this.askDisconnectAll}>${texts("disconnect_all")}</button>`
          : nothing}
      </div>
      ${shown.length === 0
        ? html`<div class="empty">${icon(ICONS.unlinked)}${texts("no_link_found")}</div>`
        : linkTable({
            entries: shown,
            texts,
            language: this.hass.language,
            now: this.node?.now() ?? Date.now(),
            canControl,
            ending: this.ending,
            onDisconnect: (link) => this.disconnect(link.node),
          })}
      ${shown.length < found.length
        ? html`<button
            class="text more"
            @click=${() => {
              this.isWhole = true;
            }}
          >
            ${texts("show_all", { count: all.length })}
          </button>`
        : nothing}`;
  }

  private dialog(): TemplateResult {
    const { question, texts } = this;
    return html`<dialog
      aria-labelledby="question"
      @close=${() => {
        this.question = undefined;
      }}
      @click=${(event: Event) => {
        if (event.target === event.currentTarget) (event.target as HTMLDialogElement).close();
      }}
    >
      ${question
        ? html`<form method="dialog">
            <p id="question">${question.text}</p>
            <div class="answers">
              <button value="no" class="text" autofocus>${texts("cancel")}</button>
              <button value="yes" class="danger" @click=${question.run}>${question.action}</button>
            </div>
          </form>`
        : nothing}
    </dialog>`;
  }

  protected override updated(changed: PropertyValues): void {
    if (changed.has("question") && this.question) {
      const dialog = this.renderRoot.querySelector("dialog");
      if (dialog && !dialog.open) dialog.showModal();
    }
  }

  // Control

  private async act(action: string, data: Record<string, unknown>): Promise<boolean> {
    this.error = "";
    try {
      const content = { device_id: this.config?.device_id, ...data };
      await this.hass.callService("allstarlink", action, content, undefined, false);
      return true;
    } catch (error) {
      this.error = await errorText(this.hass, error);
      return false;
    }
  }

  private askAndCall(call: Call): void {
    const { links, names } = this.sources;
    const node = target(call.node, links, names);
    const others = disconnects(links, node);
    const run = (): void => void this.call({ ...call, node }, call.node);
    if (!call.exclusive || others.length === 0) {
      run();
      return;
    }
    const { texts } = this;
    this.question = {
      text: texts("ask_exclusive", { node: call.node, count: others.length, names: named(others) }),
      action: texts("connect"),
      run,
    };
  }

  private async call(call: Call, typed: string): Promise<void> {
    this.isCalling = true;
    const hasCalled = await this.act("connect", { ...call });
    this.isCalling = false;
    if (hasCalled) this.renderRoot.querySelector<ConnectBox>("allstarlink-connect-box")?.clear(typed);
  }

  private async toggle(number: string, isOn: boolean): Promise<void> {
    this.pending = new Set([...this.pending, number]);
    await this.act(isOn ? "disconnect" : "connect", { node: number });
    this.pending = new Set([...this.pending].filter((other) => other !== number));
  }

  private async disconnect(name: string): Promise<void> {
    this.ending = new Set([...this.ending, name]);
    await this.act("disconnect", { node: name });
    this.ending = new Set([...this.ending].filter((other) => other !== name));
  }

  private askDisconnectAll = (): void => {
    const { texts } = this;
    this.question = {
      text: texts("ask_disconnect_all", { count: this.node?.links.size ?? 0 }),
      action: texts("disconnect_all"),
      run: () => void this.act("disconnect", { all: true }),
    };
  };

  static override styles = [base, talkerStyles, timelineStyles, linkTableStyles, nodeCardStyles];
}
