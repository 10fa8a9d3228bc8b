// A badge: who talks on a node, with a running clock, in one line above the cards of a view.

import { css, html, nothing, type TemplateResult } from "lit";
import { LiveCard, type CardConfig, type GridOptions } from "./card";
import { Gestures, type Actions } from "./gestures";
import type { Hass } from "./hass";
import { ICONS, icon } from "./icons";
import type { NodeFeed } from "./live";
import { LOCAL, moment } from "./model";
import { NODE_SELECTOR, nodes } from "./nodes";
import { base } from "./styles";
import { accent, condition } from "./view/links";
import { stationName } from "./view/names";
import { clock } from "./view/time";

interface NodeBadgeConfig extends CardConfig, Actions {
  name?: string;
}

export class NodeBadge extends LiveCard<NodeBadgeConfig> {
  private node?: NodeFeed;
  private gestures = new Gestures(this, () => this.config ?? {});

  static getStubConfig(hass: Hass): Partial<NodeBadgeConfig> {
    return { device_id: nodes(hass)[0]?.id ?? "" };
  }

  static getConfigForm(): object {
    return {
      schema: [
        { name: "device_id", required: true, selector: NODE_SELECTOR },
        { name: "name", selector: { text: {} } },
        ...["tap_action", "hold_action", "double_tap_action"].map((name) => ({ name, selector: { ui_action: {} } })),
      ],
      computeLabel: (field: { name: string }, localize: Hass["localize"]) =>
        localize(`component.allstarlink.selector.dashboard.options.option_${field.name}`),
    };
  }

  getGridOptions(): GridOptions {
    return { columns: 3, min_columns: 3, rows: 1, min_rows: 1 };
  }

  protected override start(): void {
    const id = this.config?.device_id;
    this.node = id ? this.nodeFeed(id) : undefined;
  }

  protected override content(): TemplateResult {
    const { node, texts, config, gestures } = this;
    const state = node?.state;
    const label = config?.name || this.nameOf(config?.device_id ?? "");
    const word = state && node && !node.error ? condition(state, node.tail !== undefined) : "unavailable";
    const look = state && node ? accent(state, node.tail !== undefined) : word;
    const says = node && !state ? this.why(node) : texts(word);
    return html`<div
      class="badge ${look}"
      role=${gestures.isSet ? "button" : "group"}
      tabindex=${gestures.isSet ? 0 : nothing}
      aria-label=${label}
      @pointerdown=${gestures.press}
      @click=${gestures.click}
      @keydown=${gestures.key}
    >
      ${icon(word === "unavailable" ? ICONS.offline : ICONS.tower)}
      <span class="words">
        <span class="soft label ellipsis">${label}</span>
        <span class="ellipsis number">${node && state && word !== "unavailable" ? this.talker(node, word) : says}</span>
      </span>
    </div>`;
  }

  private talker(node: NodeFeed, word: string): string {
    const talker = node.state?.keyed.at(-1) ?? node.tail;
    if (!talker) return this.texts(word);
    const { node: name } = talker;
    const who =
      name === LOCAL ? this.texts("local") : stationName(name, { links: node.links, names: node.state?.names });
    const since = moment(talker.since);
    const until = "until" in talker ? Number(talker.until) : node.now();
    return since === null ? who : `${who} ${clock((until - since) / 1000)}`;
  }

  static override styles = [
    base,
    css`
      :host {
        height: auto;
      }
      .badge {
        display: flex;
        align-items: center;
        gap: 8px;
        /* The same whoever talks: the badges beside it stay. */
        width: 176px;
        height: var(--ha-badge-size, 36px);
        box-sizing: border-box;
        padding: 0 12px;
        border: 1px solid var(--ha-card-border-color, var(--line));
        border-radius: var(--ha-badge-border-radius, 18px);
        background: var(--ha-card-background, var(--card-background-color, #fff));
        --accent: var(--soft);
      }
      .badge[role="button"] {
        cursor: pointer;
      }
      .receiving {
        --accent: var(--receive);
      }
      .transmitting {
        --accent: var(--transmit);
      }
      .talking,
      .tail {
        --accent: var(--talk);
      }
      .icon {
        color: var(--accent);
      }
      /* The cards say it. */
      .outdated {
        display: none;
      }
      .words {
        display: flex;
        flex-direction: column;
        min-width: 0;
        font-size: 12px;
        line-height: 16px;
        font-weight: 500;
      }
      .label {
        font-size: 10px;
        line-height: 10px;
      }
    `,
  ];
}
