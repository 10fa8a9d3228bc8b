// The card of a node: who talks, who is linked, and the controls.

import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { LiveCard, type CardConfig, type GridOptions } from "./card";
import { Gestures, type Actions } from "./gestures";
import type { Hass } from "./hass";
import { HeldOrder } from "./held-order";
import { ICONS, icon } from "./icons";
import { favoritesFeed, type ActivityFeed, type FavoritesFeed, type NodeFeed } from "./live";
import { LOCAL, type Link, type NodeState } from "./model";
import { NODE_SELECTOR, nodes } from "./nodes";
import { NodeControl, type ControlHost } from "./node-control";
import { NodeDialogs } from "./node-dialogs";
import { actionsRow, type OwnButton } from "./parts/actions-row";
import { ConnectBox, type Call } from "./parts/connect-box";
import { dialogStyles } from "./parts/dialog-styles";
import { favoriteChips, favoriteChipsStyles } from "./parts/favorite-chips";
import { linkTable, linkTableStyles } from "./parts/link-table";
import { dialogOf, showQuestion } from "./parts/question";
import { stackStyles } from "./parts/stack";
import { talker, talkerStyles } from "./parts/talker";
import { timeline, timelineStyles } from "./parts/timeline";
import { nodeCardStyles } from "./node-card-styles";
import { base } from "./styles";
import {
  accent,
  condition,
  linkTo,
  matches,
  newestSpeakerFirst,
  subtitle,
  type Condition,
} from "./view/links";
import { favoritesOf } from "./view/favorites";
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

const MAX_LINKS = 12;

export class NodeCard extends LiveCard<NodeCardConfig> implements ControlHost {
  static override properties = {
    ...LiveCard.properties,
    words: { state: true },
    isWhole: { state: true },
  };

  declare private words: string;
  declare private isWhole: boolean;
  private control = new NodeControl(this);
  private dialogs = new NodeDialogs(this, this.control);
  private gestures = new Gestures(this, () => this.config ?? {});
  private node?: NodeFeed;
  private activity?: ActivityFeed;
  private scan?: FavoritesFeed;
  private order = new HeldOrder<Link>(
    () => this.requestUpdate(),
    () => this.focused?.matches(".links :focus-visible") ?? false,
  );

  constructor() {
    super();
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
    this.scan = undefined;
  }

  /** What the statistics say of favorites is asked as long as somebody looks at it. */
  protected override willUpdate(): void {
    const id = this.config?.device_id;
    const isWanted = id && this.state?.favorites_scan && this.state.favorites.length > 0 && this.canControl;
    if (isWanted && !this.scan) this.scan = this.followWhileSeen(favoritesFeed(this.hass.connection, id));
  }

  // For the commands

  get controlled(): string {
    return this.config?.device_id ?? "";
  }

  get state(): NodeState | undefined {
    return this.node?.state;
  }

  get asks(): boolean {
    return this.config?.confirm !== false;
  }

  private get canControl(): boolean {
    return Boolean(this.state?.can_control) && this.config?.show_controls !== false;
  }

  protected override content(): TemplateResult {
    const { config, texts, node } = this;
    if (!node || !config) return this.hollow(texts("choose_node"));
    const { state, error } = node;
    if (!state || error) return this.hollow(this.why(node));
    const word = condition(state, node.tail !== undefined);
    const { canControl } = this;
    return html`<ha-card
      class="${accent(state, node.tail !== undefined)} ${this.fit}"
      role="region"
      aria-label=${this.heading}
    >
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
      ${this.toast()}
      ${dialogOf(this.control.question, texts, () => this.control.ask(undefined))}
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

  private get heading(): string {
    return this.config?.name || this.nameOf(this.controlled) || this.state?.node || "";
  }

  private header(state: NodeState): TemplateResult {
    const { texts } = this;
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
    return html`<div
      class="header ${gestures.isSet ? "acts" : ""}"
      role=${gestures.isSet ? "button" : nothing}
      tabindex=${gestures.isSet ? 0 : nothing}
      @pointerdown=${gestures.press}
      @click=${gestures.click}
      @keydown=${gestures.key}
    >
      <span class="mark">${icon(ICONS.tower)}</span>
      <div class="grow">
        <h2>${this.heading}</h2>
        <div class="soft small ellipsis">${facts.filter(Boolean).join(" · ")}</div>
      </div>
      ${state.available
        ? html`${this.lamp("RX", "receive", state.receiving)} ${this.lamp("TX", "transmit", state.transmitting)}`
        : nothing}
    </div>`;
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

  get sources(): Sources {
    return {
      links: this.node?.links ?? new Map(),
      names: this.node?.state?.names,
      callsigns: this.activity?.callsigns,
    };
  }

  private controls(state: NodeState): TemplateResult {
    const { texts, control, dialogs } = this;
    const { air } = dialogs;
    return html`<section class="controls-box" aria-label=${texts("controls")}>
      ${favoriteChips({
        texts,
        language: this.hass.language,
        now: this.node?.now() ?? Date.now(),
        favorites: favoritesOf(state),
        scanned: state.favorites_scan ? this.scan?.favorites : undefined,
        pending: control.pending,
        linkOf: (node) => linkTo(this.sources.links, node),
        nameOf: ({ node, name }) => name ?? stationName(node, this.sources),
        onToggle: (favorite, name, isOn) => control.askAndToggle(favorite, name, isOn),
        onEdit: control.canStar ? dialogs.askFavorites : undefined,
      })}
      <allstarlink-connect-box
        .hass=${this.hass}
        .deviceId=${this.controlled}
        .texts=${texts}
        .use=${dialogs.use}
        .favorites=${state.favorites}
        .busy=${control.isCalling}
        @call=${(event: CustomEvent<Call>) => this.call(event.detail)}
      ></allstarlink-connect-box>
      ${actionsRow({
        texts,
        buttons: this.config?.buttons ?? [],
        onKeypad: dialogs.askDigits,
        onMacro: dialogs.askMacro,
        onAir: air && { isBusy: air.current !== undefined, ask: dialogs.askText },
        onAnnounce: (what) => void control.act("announce", { what }),
        onOwn: (button) => control.askOwn(button),
      })}
    </section>`;
  }

  private call(call: Call): void {
    const box = this.renderRoot.querySelector<ConnectBox>("allstarlink-connect-box");
    this.control.askAndCall(call, () => box?.clear(call.node));
  }

  /** What went wrong; it lies over the card, so that nothing moves. */
  private toast(): TemplateResult | typeof nothing {
    const { error } = this.control;
    if (!error) return nothing;
    return html`<div class="error" role="alert">
      <span class="grow">${error}</span>
      <button class="round" aria-label=${this.texts("dismiss")} @click=${() => this.control.forgive()}>
        ${icon(ICONS.close)}
      </button>
    </div>`;
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
          ? html`<button class="text end-all" data-place="all" @click=${this.control.askDisconnectAll}>${texts("disconnect_all")}</button>`
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
            ending: this.control.ending,
            onDisconnect: (link) => this.control.askAndDisconnect(link),
            use: canControl ? this.dialogs.use : undefined,
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

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    showQuestion(this.renderRoot, this.control.question);
  }

  static override styles = [base, stackStyles, talkerStyles, timelineStyles, linkTableStyles, dialogStyles, favoriteChipsStyles, nodeCardStyles];
}
