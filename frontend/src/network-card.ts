// The card of a network: nodes and their links as a graph, who is keyed lit.

import { html, nothing, svg, type PropertyValues, type TemplateResult } from "lit";
import { guard } from "lit/directives/guard.js";
import { repeat } from "lit/directives/repeat.js";
import { LiveCard, type CardConfig, type GridOptions } from "./card";
import type { Hass } from "./hass";
import { ICONS, KIND_ICONS, icon } from "./icons";
import type { NodeFeed } from "./live";
import { moment, type Link, type NodeState } from "./model";
import { networkCardStyles } from "./network-card-styles";
import { NodeControl, type ControlHost } from "./node-control";
import { NodeDialogs } from "./node-dialogs";
import { nodes, servers, SERVER_OR_NODE_SELECTOR } from "./nodes";
import { dialogStyles } from "./parts/dialog-styles";
import type { FarView } from "./parts/far-network";
import { dialogOf, showQuestion } from "./parts/question";
import { base } from "./styles";
import { accent, condition, subtitle, title } from "./view/links";
import { HUB_RADIUS, graphOf, type Bridge, type Cluster, type Graph, type Hub, type Spot } from "./view/graph";
import type { Sources, Station } from "./view/names";
import { ago, span } from "./view/time";

type View = "links" | FarView;

interface NetworkCardConfig extends CardConfig {
  name?: string;
  /** What is shown at first. */
  view?: View;
}

const VIEWS: View[] = ["links", "graph", "list", "map"];

/** Who was heard in this time stands out a little, ms. */
const RECENT = 10 * 60_000;

/** A narrower card shows the same, smaller; pixels. */
const MIN_WIDTH = 280;

const MODES = ["transceive", "monitor", "local_monitor", "connecting"] as const;

export class NetworkCard extends LiveCard<NetworkCardConfig> implements ControlHost {
  static override properties = {
    ...LiveCard.properties,
    width: { state: true },
    chosen: { state: true },
    view: { state: true },
    device: { state: true },
  };

  declare private width: number;
  /** The key of the spot whose details are shown. */
  declare private chosen: string;
  /** What is looked at; what the configuration says if nothing was chosen. */
  declare private view?: View;
  /** The node whose whole network is looked at, if one was chosen. */
  declare private device?: string;
  private control = new NodeControl(this);
  private dialogs = new NodeDialogs(this, this.control);
  private feeds = new Map<string, NodeFeed>();
  private graph?: Graph;
  /** The one spot that the Tab key reaches; from there, the arrow keys lead on. */
  private tabbable?: Spot;
  private measured = new ResizeObserver(([entry]) => {
    const width = Math.floor(entry?.contentRect.width ?? 0);
    if (width > 0) this.width = width;
  });

  constructor() {
    super();
    this.width = 0;
    this.chosen = "";
  }

  static getStubConfig(hass: Hass): Partial<NetworkCardConfig> {
    return { device_id: servers(hass)[0]?.id ?? "" };
  }

  static getConfigForm(): object {
    return {
      schema: [
        { name: "device_id", selector: SERVER_OR_NODE_SELECTOR },
        { name: "name", selector: { text: {} } },
      ],
      computeLabel: (field: { name: string }, localize: Hass["localize"]) =>
        localize(
          `component.allstarlink.selector.dashboard.options.option_${field.name === "device_id" ? "server" : field.name}`,
        ),
    };
  }

  getCardSize(): number {
    return 8;
  }

  getGridOptions(): GridOptions {
    return { columns: 12, min_columns: 3, rows: 8, min_rows: 3 };
  }

  /** The nodes of the chosen server, the chosen node, or all. */
  private get shownNodes(): string[] {
    const id = this.config?.device_id;
    return nodes(this.hass)
      .filter((device) => !id || device.id === id || device.via_device_id === id)
      .map((device) => device.id);
  }

  protected override start(): void {
    this.feeds = new Map(this.shownNodes.map((id) => [id, this.nodeFeed(id)]));
    this.measured.observe(this);
    this.stops.push(() => this.measured.disconnect());
  }

  protected override devicesChanged(): void {
    if (this.shownNodes.join() !== [...this.feeds.keys()].join()) this.restart();
  }

  protected override content(): TemplateResult {
    const { texts, config } = this;
    const hubs = this.hubs();
    if (hubs.length === 0) {
      const [feed] = this.feeds.values();
      const text = feed ? this.why(feed) : texts("choose_server");
      return html`<ha-card><div class="empty">${icon(ICONS.tower)}${text}</div></ha-card>`;
    }
    const count = hubs.reduce((sum, hub) => sum + hub.links.size, 0);
    const server = this.nameOf(config?.device_id ?? "");
    this.graph = this.shownView === "links" && this.width > 0 ? graphOf(hubs, Math.max(this.width, MIN_WIDTH)) : undefined;
    const summary = [texts("count_nodes", { count: hubs.length }), texts("count_links", { count })];
    const heading = config?.name || server || texts("network");
    return html`<ha-card class=${this.fit} role="region" aria-label=${`${texts("network")}, ${heading}`}>
      <div class="header">
        <div class="grow">
          <h2>${heading}</h2>
          <div class="soft small ellipsis">${summary.join(" · ")}</div>
        </div>
      </div>
      ${this.choice()}
      ${this.shownView === "links"
        ? html`<div class="scroll">${this.graph ? this.picture(this.graph) : nothing} ${this.legend()}</div>
            ${this.details()}`
        : html`<div class="scroll">${this.far(this.shownView)}</div>`}
      ${dialogOf(this.control.question, texts, () => this.control.ask(undefined))}
    </ha-card>`;
  }

  private get shownView(): View {
    return this.view ?? this.config?.view ?? "links";
  }

  private choice(): TemplateResult {
    const { texts, shownView } = this;
    const ids = [...this.feeds.keys()];
    return html`<div class="views">
      <div class="choice" role="group" aria-label=${texts("view")}>
        ${VIEWS.map(
          (view) => html`<button
            aria-pressed=${view === shownView ? "true" : "false"}
            @click=${() => {
              this.view = view;
            }}
          >
            ${texts(`view_${view}`)}
          </button>`,
        )}
      </div>
      ${shownView !== "links" && ids.length > 1
        ? html`<select
            aria-label=${texts("option_device_id")}
            @change=${(event: Event) => {
              this.device = (event.target as HTMLSelectElement).value;
            }}
          >
            ${ids.map((id) => html`<option value=${id} ?selected=${id === this.controlled}>${this.nameOf(id)}</option>`)}
          </select>`
        : nothing}
    </div>`;
  }

  private far(view: FarView): TemplateResult {
    return html`<allstarlink-far-network
      .hass=${this.hass}
      .texts=${this.texts}
      .deviceId=${this.controlled}
      .feed=${this.feeds.get(this.controlled)}
      .view=${view}
      @lookup=${(event: CustomEvent<Station>) => this.dialogs.lookUp(event.detail)}
    ></allstarlink-far-network>`;
  }

  // For the commands: the node whose network is looked at

  get controlled(): string {
    const ids = [...this.feeds.keys()];
    const size = (id: string): number => this.feeds.get(id)?.state?.network_nodes ?? 0;
    const [largest = ""] = ids.sort((a, b) => size(b) - size(a));
    return this.device !== undefined && this.feeds.has(this.device) ? this.device : largest;
  }

  get state(): NodeState | undefined {
    return this.feeds.get(this.controlled)?.state;
  }

  get sources(): Sources {
    return { links: this.feeds.get(this.controlled)?.links ?? new Map(), names: this.state?.names };
  }

  get asks(): boolean {
    return true;
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    showQuestion(this.renderRoot, this.control.question);
  }

  private hubs(): Hub[] {
    return [...this.feeds].flatMap(([id, { state, links, error }]) =>
      state && !error ? [{ id, node: state.node, links }] : [],
    );
  }

  private get spots(): Spot[] {
    return this.graph?.clusters.flatMap(({ spots }) => spots) ?? [];
  }

  private get chosenSpot(): Spot | undefined {
    return this.spots.find(({ key }) => key === this.chosen);
  }

  private picture(graph: Graph): TemplateResult {
    const { width, height, clusters, bridges } = graph;
    this.tabbable = this.chosenSpot ?? this.spots[0];
    return html`<svg
      class="graph"
      viewBox="0 0 ${width} ${height}"
      style="aspect-ratio:${width}/${height}"
      role="group"
      aria-label=${this.texts("network")}
      @keydown=${this.move}
    >
      ${bridges.map((bridge) => this.bridge(bridge))} ${clusters.map((cluster) => this.cluster(cluster))}
    </svg>`;
  }

  private bridge({ from, to, link }: Bridge): TemplateResult {
    return svg`<line class="edge ${link.mode} ${link.keyed ? "keyed" : ""}"
      x1=${from.x} y1=${from.y} x2=${to.x} y2=${to.y} />` as TemplateResult;
  }

  private cluster(cluster: Cluster): TemplateResult {
    const { hub, x, y, spots } = cluster;
    const feed = this.feeds.get(hub.id);
    const isTail = feed?.tail !== undefined;
    const word = feed?.state ? condition(feed.state, isTail) : "unavailable";
    const far = feed?.state?.network_nodes ?? 0;
    const label = this.nameOf(hub.id);
    // Who is keyed is drawn last, so that its name lies on top.
    const onTop = [...spots].sort((a, b) => Number(a.link.keyed) - Number(b.link.keyed));
    return svg`<g class=${feed?.state ? accent(feed.state, isTail) : word}>
      ${spots.map(
        (spot) => guard([spot.x, spot.y, spot.link.mode, spot.link.keyed, spot.isDot], () => this.edge(cluster, spot)),
      )}
      <g class="hub" role="img" aria-label=${`${label}: ${this.texts(word)}`}>
        <circle cx=${x} cy=${y} r=${HUB_RADIUS} />
        <text x=${x} y=${y - 2}>${hub.node}</text>
        <text class="count" x=${x} y=${y + 14}>${
          word === "unavailable" ? this.texts("unavailable") : far > hub.links.size ? this.texts("short_network", { count: far }) : this.texts(word)
        }</text>
      </g>
      ${repeat(
        onTop,
        (spot) => spot.key,
        (spot) => this.spot(spot),
      )}
    </g>` as TemplateResult;
  }

  private edge(from: Cluster, { x, y, link, isDot }: Spot): unknown {
    if (isDot && !link.keyed) return nothing;
    return svg`<line class="edge ${link.mode} ${link.keyed ? "keyed" : ""}"
      x1=${from.x} y1=${from.y} x2=${x} y2=${y} />`;
  }

  private spot(spot: Spot): unknown {
    const { link, x, y, isDot, label, key } = spot;
    const heard = moment(link.last_keyed);
    const now = this.feeds.get(spot.hub.id)?.now() ?? Date.now();
    const isRecent = heard !== null && now - heard < RECENT;
    const isChosen = key === this.chosen;
    const isTabbable = spot === this.tabbable;
    return guard([x, y, label, link.mode, link.keyed, isRecent, isChosen, isTabbable, isDot, this.texts], () => {
      const width = Math.max(44, label.length * 7.6 + 20);
      const name = isDot && !link.keyed && !isChosen ? nothing : label;
      const side = Math.min(Math.max(x, width / 2 + 2), this.width - width / 2 - 2);
      return svg`<g class="spot ${link.mode} ${link.keyed ? "keyed" : ""} ${isRecent ? "recent" : ""} ${isChosen ? "chosen" : ""}"
        role="button" tabindex=${isTabbable ? 0 : -1} data-key=${key}
        aria-label=${label === title(link) ? this.spoken(link) : `${label}, ${this.spoken(link)}`} aria-pressed=${isChosen ? "true" : "false"}
        @click=${() => this.toggle(key)}>
        <title>${this.spoken(link)}</title>
        ${name === nothing
          ? svg`<circle class="dot-mark" cx=${x} cy=${y} r="6" /><circle class="touch" cx=${x} cy=${y} r="10" />`
          : svg`<rect x=${side - width / 2} y=${y - 14} width=${width} height="28" rx="14" />
              <text x=${side} y=${y}>${name}</text>`}
      </g>`;
    });
  }

  private spoken(link: Link): string {
    const words = [title(link), subtitle(link), this.texts(link.mode)];
    if (link.keyed) words.push(this.texts("talks_now"));
    return words.filter(Boolean).join(", ");
  }

  private legend(): TemplateResult {
    const all = [...this.feeds.values()].flatMap(({ links }) => [...links.values()]);
    const modes = MODES.filter((mode) => all.some((link) => link.mode === mode));
    return html`<div class="legend small soft" aria-hidden="true">
      ${modes.map(
        (mode) => html`<span>
          <svg width="26" height="8"><line class="edge ${mode}" x1="1" y1="4" x2="25" y2="4" /></svg>
          ${this.texts(mode)}
        </span>`,
      )}
      <span><i class="dot"></i>${this.texts("talks_now")}</span>
    </div>`;
  }

  private details(): TemplateResult | typeof nothing {
    const spot = this.chosenSpot;
    if (!spot) return nothing;
    const { texts, hass } = this;
    const { link } = spot;
    const now = this.feeds.get(spot.hub.id)?.now() ?? Date.now();
    const up = moment(link.connected_since);
    const heard = moment(link.last_keyed);
    const facts = [
      [texts(link.mode), link.direction && texts(link.direction)].filter(Boolean).join(", "),
      up === null ? "" : `${texts("connected")}: ${span((now - up) / 1000, hass.language)}`,
      link.keyed
        ? texts("talks_now")
        : heard === null
          ? ""
          : `${texts("heard")}: ${ago((now - heard) / 1000, hass.language)}`,
    ];
    return html`<div class="details" aria-live="polite">
      <span class="badge">${icon(KIND_ICONS[link.kind])}</span>
      <div class="grow">
        <b>${title(link)}</b> <span class="soft">${subtitle(link) || texts(`kind_${link.kind}`)}</span>
        <div class="soft small">${facts.filter(Boolean).join(" · ")}</div>
      </div>
      <button class="round" aria-label=${texts("dismiss")} @click=${() => this.choose("")}>${icon(ICONS.close)}</button>
    </div>`;
  }

  private choose(key: string): void {
    this.chosen = key;
  }

  private toggle(key: string): void {
    this.choose(key === this.chosen ? "" : key);
  }

  /** The arrow keys go from one to the next; Enter and the blank are a click. */
  private move = (event: KeyboardEvent): void => {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    const { spots } = this;
    const focused = (event.target as Element).closest<SVGElement>("[data-key]")?.dataset.key;
    if (event.key === "Escape") this.choose("");
    if (focused && (event.key === "Enter" || event.key === " ")) {
      event.preventDefault();
      this.toggle(focused);
    }
    if (!step || spots.length === 0) return;
    event.preventDefault();
    const index = spots.findIndex(({ key }) => key === this.chosen);
    const next = spots[(index + step + spots.length) % spots.length];
    if (!next) return;
    this.choose(next.key);
    void this.updateComplete.then(() => {
      const selector = `[data-key="${CSS.escape(next.key)}"]`;
      this.renderRoot.querySelector<SVGElement>(selector)?.focus();
    });
  };

  static override styles = [base, dialogStyles, networkCardStyles];
}
