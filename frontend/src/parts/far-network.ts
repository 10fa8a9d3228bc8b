// Every node of a network: as a graph, a list, or on the map.

import { LitElement, css, html, nothing, type TemplateResult } from "lit";
import { FarSource } from "../far-source";
import type { Hass } from "../hass";
import { ICONS, icon } from "../icons";
import type { NodeFeed } from "../live";
import type { FarNode } from "../model";
import { base } from "../styles";
import type { Texts } from "../texts";
import { everySecond } from "../ticker";
import { farGraph, type FarGraph } from "../view/far-graph";
import { subtitle, title } from "../view/links";
import type { Station } from "../view/names";
import { ago } from "../view/time";
import type { FarCanvas } from "./far-canvas";

export type FarView = "graph" | "list" | "map";

const stationOf = ({ node, callsign, location }: FarNode): Station => ({ node, callsign, location, description: null });

/** Fires `lookup` with a `Station`. */
export class FarNetwork extends LitElement {
  static override properties = {
    hass: { attribute: false },
    texts: { attribute: false },
    deviceId: { attribute: false },
    // It changes in itself.
    feed: { attribute: false, hasChanged: () => true },
    view: { attribute: false },
    chosen: { state: true },
    words: { state: true },
  };

  declare hass: Hass;
  declare texts: Texts;
  declare deviceId: string;
  declare feed: NodeFeed;
  declare view: FarView;
  declare private chosen: string;
  declare private words: string;
  private source?: FarSource;
  private asked = "";
  private stop?: () => void;
  private graph?: { nodes: FarNode[]; graph: FarGraph };

  constructor() {
    super();
    this.chosen = "";
    this.words = "";
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.stop = everySecond(() => this.look());
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.stop?.();
    this.source?.stop();
    this.asked = "";
  }

  protected override willUpdate(): void {
    if (this.asked !== this.deviceId) {
      this.source?.stop();
      this.source = new FarSource(
        () => this.hass,
        this.deviceId,
        () => this.requestUpdate(),
      );
      this.asked = this.deviceId;
      this.chosen = "";
    }
    this.look();
  }

  private look(): void {
    const { state, links, reason } = this.feed;
    if (!state?.available || reason) return;
    this.source?.look(`${state.network_nodes} ${[...links.keys()].sort().join()}`, Date.now());
  }

  private get nodes(): FarNode[] {
    return this.source?.answer?.nodes ?? [];
  }

  private get isThere(): boolean {
    return Boolean(this.feed.state?.available);
  }

  protected override render(): TemplateResult {
    const { texts, nodes, isThere } = this;
    if (!isThere) return html`<div class="empty">${icon(ICONS.offline)}${texts("unavailable")}</div>`;
    if (!this.source?.answer) return html`<div class="empty">${texts("asking")}</div>`;
    if (nodes.length === 0) return html`<div class="empty">${icon(ICONS.unlinked)}${texts("no_network")}</div>`;
    return html`<div class="bar">
        <input
          type="search"
          placeholder=${texts("find")}
          aria-label=${texts("find")}
          .value=${this.words}
          @input=${(event: InputEvent) => {
            this.words = (event.target as HTMLInputElement).value;
          }}
          @keydown=${(event: KeyboardEvent) => {
            if (event.key === "Enter") this.find();
          }}
        />
        <span class="soft small status">${this.status()}</span>
      </div>
      <div class="room">${this.shown()}</div>
      ${this.details()}`;
  }

  /** How much of the ways is known. */
  private status(): string {
    const { texts, nodes } = this;
    const { scan, pending } = this.source?.answer ?? {};
    const unknown = nodes.filter(({ via, adjacent }) => !adjacent && via === null).length;
    if (pending) return texts("still_asking");
    return unknown > 0 ? texts(scan ? "ways_unknown" : "ways_not_asked", { count: unknown }) : "";
  }

  private shown(): TemplateResult {
    const { texts, nodes } = this;
    const choose = (event: CustomEvent<string>): void => {
      this.chosen = event.detail;
    };
    if (this.view === "list") {
      return html`<allstarlink-far-list
        .nodes=${nodes}
        .words=${this.words}
        .texts=${texts}
        .language=${this.hass.language}
        @choose=${choose}
      ></allstarlink-far-list>`;
    }
    if (this.view === "map") {
      return html`<allstarlink-station-map .nodes=${nodes} .texts=${texts} @choose=${choose}></allstarlink-station-map>`;
    }
    if (this.graph?.nodes !== nodes) this.graph = { nodes, graph: farGraph(nodes) };
    return html`<allstarlink-far-canvas
      .graph=${this.graph.graph}
      .texts=${texts}
      .hub=${this.feed.state?.node ?? ""}
      .keyed=${this.keyed}
      .chosen=${this.chosen}
      .isDark=${this.hass.themes?.darkMode}
      @choose=${choose}
    ></allstarlink-far-canvas>`;
  }

  private get keyed(): Set<string> {
    return new Set([...this.feed.links.values()].filter(({ keyed }) => keyed).map(({ node }) => node));
  }

  /** Show the first that the words mean. */
  private find(): void {
    const words = this.words.trim().toLowerCase();
    const names = (node: FarNode): string[] => [node.node, node.callsign ?? ""].map((each) => each.toLowerCase());
    const found =
      this.nodes.find((node) => names(node).includes(words)) ??
      this.nodes.find((node) => names(node).some((each) => words && each.startsWith(words)));
    if (!found) return;
    this.chosen = found.node;
    this.renderRoot.querySelector<FarCanvas>("allstarlink-far-canvas")?.show(found.node);
  }

  private details(): TemplateResult | typeof nothing {
    const { texts, nodes, chosen } = this;
    const node = nodes.find((each) => each.node === chosen);
    if (!node) return nothing;
    const station = stationOf(node);
    const via = nodes.find((each) => each.node === node.via);
    const way = node.adjacent
      ? texts("neighbor")
      : via
        ? texts("via", { name: title(stationOf(via)) })
        : texts("via_unknown");
    const age = node.age === null ? "" : ago(node.age, this.hass.language);
    return html`<div class="details" aria-live="polite">
      <div class="grow">
        <b>${title(station)}</b> <span class="soft">${subtitle(station)}</span>
        <div class="soft small">${[way, age].filter(Boolean).join(" · ")}</div>
      </div>
      <button
        class="round"
        aria-label=${texts("look_up", { name: title(station) })}
        @click=${() => this.dispatchEvent(new CustomEvent("lookup", { detail: station }))}
      >
        ${icon(ICONS.info)}
      </button>
      <button
        class="round"
        aria-label=${texts("dismiss")}
        @click=${() => {
          this.chosen = "";
        }}
      >
        ${icon(ICONS.close)}
      </button>
    </div>`;
  }

  static override styles = [
    base,
    css`
      :host {
        display: flex;
        flex: 1 0 auto;
        flex-direction: column;
        height: auto;
      }
      .bar {
        display: flex;
        align-items: center;
        gap: 8px;
        padding: 4px 16px 8px;
      }
      .bar input {
        flex: 1 1 160px;
        min-height: 36px;
      }
      .status {
        flex: 0 1 auto;
      }
      .room {
        position: relative;
        flex: 1 0 var(--far-height, 420px);
        height: 0;
      }
      .room > * {
        position: absolute;
        inset: 0;
      }
      .details {
        position: absolute;
        inset-inline: 8px;
        inset-block-end: 8px;
        display: flex;
        align-items: center;
        gap: 4px;
        padding: 8px 8px 8px 16px;
        border-radius: var(--radius);
        background: var(--card-background-color, #fff);
        box-shadow: 0 4px 16px rgb(0 0 0 / 0.3);
      }
    `,
  ];
}
