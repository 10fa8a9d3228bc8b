// The card of a node: who talks, who is linked, and the controls.

import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { LiveCard, type CardConfig, type GridOptions } from "./card";
import { Gestures, type Actions } from "./gestures";
import type { Hass } from "./hass";
import { HeldOrder } from "./held-order";
import { ICONS, icon } from "./icons";
import type { ActivityFeed, NodeFeed } from "./live";
import { LOCAL, type Link, type NodeState } from "./model";
import { NODE_SELECTOR, nodes } from "./nodes";
import { actionsRow, actionsRowStyles, keypad, type OwnButton } from "./parts/actions-row";
import { ConnectBox, type Call } from "./parts/connect-box";
import { linkTable, linkTableStyles } from "./parts/link-table";
import { stackStyles } from "./parts/stack";
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

interface NodeCardConfig extends CardConfig, Actions {
  name?: string;
  show_timeline?: boolean;
  show_controls?: boolean;
  show_links?: boolean;
  max_links?: number;
  /** The user's own buttons. */
  buttons?: OwnButton[];
  /** Whether to ask before a link is ended; it is if not set. */
  confirm?: boolean;
}

/** What waits for the user's word. */
interface Question {
  text: string;
  action: string;
  run: () => void;
  hasKeypad?: boolean;
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
    digits: { state: true },
  };

  declare private isCalling: boolean;
  declare private ending: ReadonlySet<string>;
  declare private pending: ReadonlySet<string>;
  declare private error: string;
  declare private question?: Question;
  declare private words: string;
  declare private isWhole: boolean;
  /** What is dialled on the keypad. */
  declare private digits: string;
  private gestures = new Gestures(this, () => this.config ?? {});
  private node?: NodeFeed;
  private activity?: ActivityFeed;
  private order = new HeldOrder<Link>(
    () => this.requestUpdate(),
    () => this.focused?.matches(".links :focus-visible") ?? false,
  );

  constructor() {
    super();
    this.isCalling = false;
    this.ending = new Set();
    this.pending = new Set();
    this.error = "";
    this.words = "";
    this.isWhole = false;
    this.digits = "";
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
          schema: [flag("show_timeline"), flag("show_controls"), flag("show_links"), flag("confirm")],
        },
        {
          name: "max_links",
          default: MAX_LINKS,
          selector: { number: { min: 1, max: 100, mode: "box" } },
        },
        ...["tap_action", "hold_action", "double_tap_action"].map((name) => ({ name, selector: { ui_action: {} } })),
        { name: "buttons", selector: { object: {} } },
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
    this.stops.push(() => this.order.stop());
    this.activity = id && this.config?.show_timeline !== false ? this.activityFeed(id) : undefined;
  }

  protected override content(): TemplateResult {
    const { config, texts, node } = this;
    if (!node || !config) return this.hollow(texts("choose_node"));
    const { state, error } = node;
    if (!state || error) return this.hollow(this.why(node));
    const word = condition(state, node.tail !== undefined);
    const canControl = state.can_control && config.show_controls !== false;
    return html`<ha-card class="${accent(state, node.tail !== undefined)} ${this.fit}">
      ${this.header(state)} ${this.talker(state, word)}
      <div class="scroll">
      ${word !== "unavailable" && config.show_timeline !== false
        ? timeline(
            talksOf(this.activity?.activities ?? [], node.talking),
            node.now(),
            texts,
            this.talkerName,
            this.isMirrored,
          )
        : html`<div class="gap"></div>`}
      ${canControl && word !== "unavailable" ? this.controls(state) : nothing}
      ${word !== "unavailable" && config.show_links !== false ? this.links(canControl) : nothing}
      </div>
      ${this.dialog()}
      <div class="unseen" aria-live="polite">
        ${state.keyed.map(({ node: name }) => texts("is_talking", { name: this.talkerName(name) }))}
      </div>
    </ha-card>`;
  }

  private hollow(text: string): TemplateResult {
    return html`<ha-card><div class="empty">${icon(ICONS.tower)}${text}</div></ha-card>`;
  }

  private get focused(): Element | null {
    return (this.renderRoot as ShadowRoot).activeElement;
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
    const { gestures } = this;
    return html`<header
      class=${gestures.isSet ? "acts" : ""}
      role=${gestures.isSet ? "button" : nothing}
      tabindex=${gestures.isSet ? 0 : nothing}
      @pointerdown=${gestures.press}
      @click=${gestures.click}
      @keydown=${gestures.key}
    >
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
      tail: this.node?.tail,
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
      ${actionsRow({
        texts,
        buttons: this.config?.buttons ?? [],
        onKeypad: this.askDigits,
        onAnnounce: (what) => void this.act("announce", { what }),
        onOwn: (button) => this.askOwn(button),
      })}
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
      data-place="chip"
      ?disabled=${this.pending.has(number)}
      title=${this.texts(isOn ? "disconnect_from" : "connect_to", { name })}
      @click=${() => this.askAndToggle(number, name, isOn || isPending)}
    >
      ${icon(isOn ? ICONS.star : ICONS.starOutline)}${name}
    </button>`;
  }

  private links(canControl: boolean): TemplateResult {
    const { texts } = this;
    const all = newestSpeakerFirst(this.node?.links ?? new Map());
    const max = this.config?.max_links ?? MAX_LINKS;
    const found = this.words ? all.filter((entry) => matches(entry, this.words)) : all;
    const most = this.isWhole || this.words ? found.length : max;
    const rows = this.order.arrange(found, most);
    if (all.length + rows.length === 0) {
      return html`<div class="empty">${icon(ICONS.unlinked)}${texts("no_links")}</div>`;
    }
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
                this.order.reset();
              }}
            />`
          : nothing}
        ${canControl
          ? html`<button class="text end-all" data-place="all" @click=${this.askDisconnectAll}>${texts("disconnect_all")}</button>`
          : nothing}
      </div>
      ${rows.length === 0
        ? html`<div class="empty">${icon(ICONS.unlinked)}${texts("no_link_found")}</div>`
        : linkTable({
            rows,
            order: this.order,
            texts,
            language: this.hass.language,
            now: this.node?.now() ?? Date.now(),
            canControl,
            ending: this.ending,
            onDisconnect: (link) => this.askAndDisconnect(link),
          })}
      ${most < found.length
        ? html`<button
            class="text more"
            data-place="more"
            @click=${() => {
              this.isWhole = true;
              this.order.reset();
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
            ${question.hasKeypad
              ? keypad(texts, this.digits, (digits) => {
                  this.digits = digits;
                })
              : nothing}
            <div class="answers">
              <button value="no" class="text" data-place="answer" autofocus>${texts("cancel")}</button>
              <button value="yes" class="danger" data-place="answer" @click=${question.run}>${question.action}</button>
            </div>
          </form>`
        : nothing}
    </dialog>`;
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    if (changed.has("question") && this.question) {
      const dialog = this.renderRoot.querySelector("dialog");
      if (dialog && !dialog.open) dialog.showModal();
    }
  }

  // Control

  private async act(action: string, data: Record<string, unknown>, domain = "allstarlink"): Promise<boolean> {
    this.error = "";
    try {
      const own = domain === "allstarlink" ? { device_id: this.config?.device_id } : {};
      const content = { ...own, ...data };
      await this.hass.callService(domain, action, content, undefined, false);
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

  /** Ask before a link is ended, unless the user wants it otherwise. */
  private askToEnd(name: string, run: () => void): void {
    if (this.config?.confirm === false) {
      run();
      return;
    }
    const { texts } = this;
    this.question = { text: texts("ask_disconnect", { name }), action: texts("disconnect"), run };
  }

  private askAndToggle(number: string, name: string, isOn: boolean): void {
    const run = (): void => void this.toggle(number, isOn);
    if (isOn) this.askToEnd(name, run);
    else run();
  }

  private askDigits = (): void => {
    const { texts } = this;
    this.digits = "";
    this.question = {
      text: texts("keypad"),
      action: texts("send"),
      run: () => void this.act("send_dtmf", { digits: this.digits.trim().toUpperCase() }),
      hasKeypad: true,
    };
  };

  private askOwn({ label, action, data, confirm }: OwnButton): void {
    const [domain = "", service = ""] = action.split(".");
    const run = (): void => void this.act(service, data ?? {}, domain);
    if (confirm) this.question = { text: this.texts("ask_own", { label }), action: label, run };
    else run();
  }

  private askAndDisconnect(link: Link): void {
    this.askToEnd(title(link), () => void this.disconnect(link.node));
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

  static override styles = [base, stackStyles, talkerStyles, timelineStyles, linkTableStyles, actionsRowStyles, nodeCardStyles];
}
