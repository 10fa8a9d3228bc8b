// The nodes of a whole network as a list: by neighbors, and only what is in sight is in the page.

import { LitElement, css, html, nothing, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import type { FarNode } from "../model";
import { base } from "../styles";
import type { Texts } from "../texts";
import { sectorsOf } from "../view/far-graph";
import { title } from "../view/links";
import { ago } from "../view/time";

/** Pixels. */
const ROW = 48;

/** What is in sight at most before it was measured, pixels. */
const HEIGHT = 800;

/** So many rows beyond the sight are there as well. */
const SPARE = 8;

type Entry = { heading: string; key: string } | { node: FarNode; key: string };

const matches = ({ node, callsign, location }: FarNode, words: string): boolean =>
  `${node} ${callsign ?? ""} ${location ?? ""}`.toLowerCase().includes(words.trim().toLowerCase());

const named = (node: FarNode) => ({ ...node, description: null });

/** Fires `choose` with the name of a node. */
export class FarList extends LitElement {
  static override properties = {
    nodes: { attribute: false },
    words: { attribute: false },
    texts: { attribute: false },
    language: { attribute: false },
    first: { state: true },
  };

  declare nodes: FarNode[];
  declare words: string;
  declare texts: Texts;
  declare language: string;
  declare private first: number;
  private made?: { nodes: FarNode[]; words: string; entries: Entry[] };

  constructor() {
    super();
    this.nodes = [];
    this.words = "";
    this.first = 0;
  }

  private get entries(): Entry[] {
    const { nodes, words } = this;
    if (this.made?.nodes !== nodes || this.made.words !== words) this.made = { nodes, words, entries: this.make() };
    return this.made.entries;
  }

  private make(): Entry[] {
    const { texts } = this;
    const sectors = sectorsOf(this.nodes);
    const alone = sectors.filter(({ behind }) => behind.length === 0).flatMap(({ neighbor }) => neighbor ?? []);
    const direct = alone.filter((node) => matches(node, this.words));
    const heading = `${texts("neighbor")}: ${texts("count_nodes", { count: alone.length })}`;
    const first: Entry[] = direct.length > 0 ? [{ heading, key: "direct" }, ...direct.map((node) => ({ node, key: node.node }))] : [];
    return first.concat(this.behind(sectors.filter(({ behind }) => behind.length > 0)));
  }

  /** Who came by neighbors, each with its own. */
  private behind(sectors: ReturnType<typeof sectorsOf>): Entry[] {
    const { texts, language } = this;
    return sectors.flatMap(({ neighbor, behind }) => {
      const found = (neighbor ? [neighbor, ...behind] : behind).filter((node) => matches(node, this.words));
      if (found.length === 0) return [];
      const age = behind.find(({ age: known }) => known !== null)?.age;
      const old = typeof age === "number" ? ` · ${ago(age, language)}` : "";
      const heading = neighbor
        ? `${texts("via", { name: title(named(neighbor)) })}: ${texts("count_nodes", { count: behind.length + 1 })}${old}`
        : `${texts("via_unknown")}: ${texts("count_nodes", { count: behind.length })}`;
      const key = neighbor?.node ?? "";
      return [{ heading, key: `via ${key}` }, ...found.map((node) => ({ node, key: node.node }))];
    });
  }

  protected override render(): TemplateResult {
    const { entries, texts } = this;
    if (entries.length === 0) return html`<div class="empty">${texts("nothing_matches")}</div>`;
    const first = Math.max(0, Math.min(this.first, entries.length) - SPARE);
    const shown = entries.slice(first, this.first + Math.ceil((this.clientHeight || HEIGHT) / ROW) + SPARE);
    return html`<div class="window" role="list" tabindex="0" aria-label=${texts("network")} @scroll=${this.scrolled} @keydown=${this.key}>
      <div class="whole" role="presentation" style="height:${entries.length * ROW}px">
        ${repeat(
          shown,
          ({ key }) => key,
          (entry, index) => this.row(entry, first + index, entries.length),
        )}
      </div>
    </div>`;
  }

  private row(entry: Entry, index: number, count: number): TemplateResult {
    const place = `transform:translateY(${index * ROW}px)`;
    const heading = "heading" in entry ? entry.heading : nothing;
    return html`<div role="listitem" class="row" aria-setsize=${count} aria-posinset=${index + 1} style=${place}>
      ${"node" in entry
        ? html`<button data-index=${index} @click=${() => this.choose(entry.node)}>
            <b class="ellipsis">${title(named(entry.node))}</b>
            <span class="number soft">${entry.node.callsign ? entry.node.node : ""}</span>
            <span class="soft small ellipsis place">${entry.node.location ?? ""}</span>
          </button>`
        : html`<span class="soft small heading ellipsis">${heading}</span>`}
    </div>`;
  }

  private choose(node: FarNode): void {
    this.dispatchEvent(new CustomEvent("choose", { detail: node.node }));
  }

  private scrolled = (event: Event): void => {
    this.first = Math.floor((event.target as HTMLElement).scrollTop / ROW);
  };

  /** Up and down from one to the next. */
  private key = (event: KeyboardEvent): void => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const button = (event.target as HTMLElement).closest<HTMLElement>("[data-index]");
    if (!step || !button) return;
    event.preventDefault();
    let index = Number(button.dataset.index) + step;
    if (this.entries[index] && "heading" in (this.entries[index] as Entry)) index += step;
    this.renderRoot.querySelector<HTMLElement>(`[data-index="${index}"]`)?.focus();
  };

  static override styles = [
    base,
    css`
      .window {
        height: 100%;
        overflow: hidden auto;
        scrollbar-width: thin;
      }
      .whole {
        position: relative;
        overflow: hidden;
      }
      .row {
        position: absolute;
        inset-inline: 0;
        height: 48px;
        box-sizing: border-box;
        padding: 2px 8px;
        contain: layout style;
      }
      .heading {
        display: block;
        padding: 20px 8px 4px;
        font-weight: 600;
      }
      .row button {
        display: grid;
        grid-template-columns: minmax(0, 1fr) 72px minmax(0, 1.6fr);
        width: 100%;
        min-height: 44px;
        justify-content: start;
        padding: 0 8px;
        background: transparent;
        font-weight: 400;
        text-align: start;
      }
      .row b {
        font-weight: 500;
      }
    `,
  ];
}
