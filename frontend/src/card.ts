// The base of the cards: configuration, Home Assistant, texts and the feeds of nodes.

import { LitElement, html, nothing, type PropertyValues, type TemplateResult } from "lit";
import type { Hass } from "./hass";
import { activityFeed, nodeFeed, type ActivityFeed, type NodeFeed } from "./live";
import { Places } from "./places";
import { hasTexts, loadTexts, textsOf, type Texts } from "./texts";
import { everySecond } from "./ticker";
import { isOutdated } from "./version";

export interface CardConfig {
  type: string;
  device_id?: string;
  grid_options?: { rows?: number | "auto" };
  [option: string]: unknown;
}

/** The room of a card in a section, in Home Assistant's columns and rows. */
export interface GridOptions {
  columns: number;
  min_columns: number;
  rows: number | "auto";
  min_rows: number;
}

type Listener = { listen(listener: () => void): () => void };

export abstract class LiveCard<Config extends CardConfig> extends LitElement {
  static override properties = { config: { state: true }, isReady: { state: true } };

  declare protected config?: Config;
  /** Whether the texts are there. */
  declare protected isReady: boolean;
  /** The same function as long as the texts are the same. */
  texts: Texts = (key) => key;
  protected stops: (() => void)[] = [];
  /** Where Home Assistant has put the card: `grid` in a section. */
  layout?: string;
  private known?: Hass;
  private places = new Places(this);
  private nodeFeeds: NodeFeed[] = [];

  constructor() {
    super();
    this.isReady = false;
  }

  setConfig(config: Config): void {
    const before = this.config;
    this.config = config;
    if (before && this.isConnected) this.restart();
  }

  // Home Assistant sets this at each change of any state: what does not concern the card is not drawn.
  set hass(hass: Hass) {
    const before = this.known;
    this.known = hass;
    if (before?.localize !== hass.localize) {
      this.texts = textsOf(hass);
      this.isReady = hasTexts(hass);
    }
    // Home Assistant sets itself anew when the texts are there.
    if (before?.language !== hass.language) void this.load(hass);
    if (before?.connection !== hass.connection) this.restart();
    if (before?.devices !== hass.devices || before?.localize !== hass.localize) {
      this.devicesChanged(before);
      this.requestUpdate();
    }
  }

  get hass(): Hass {
    return this.known as Hass;
  }

  abstract getGridOptions(): GridOptions;

  /** The class of a card that fills a cell of its own height, and scrolls inside. */
  protected get fit(): string {
    const rows = this.config?.grid_options?.rows ?? this.getGridOptions().rows;
    return this.layout === "grid" && typeof rows === "number" ? "fit" : "";
  }

  /** Whether the page is written from right to left. */
  protected get isMirrored(): boolean {
    return getComputedStyle(this).direction === "rtl";
  }

  // A preview is given Home Assistant once, before the texts are there.
  private async load(hass: Hass): Promise<void> {
    const localize = await loadTexts(hass);
    if (this.isReady || this.known?.language !== hass.language) return;
    const loaded = { ...this.known, localize };
    this.isReady = hasTexts(loaded);
    if (this.isReady) this.texts = textsOf(loaded);
  }

  protected devicesChanged(_before: Hass | undefined): void {}

  override connectedCallback(): void {
    super.connectedCallback();
    this.restart();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.release();
  }

  protected restart(): void {
    this.release();
    if (!this.isConnected || !this.known || !this.config) return;
    this.start();
    this.stops.push(everySecond(() => this.tick()));
  }

  private release(): void {
    for (const stop of this.stops.splice(0)) stop();
  }

  /** Begin to follow what the card shows. */
  protected abstract start(): void;

  /** A second has passed. */
  protected tick(): void {
    this.requestUpdate();
  }

  protected follow<F extends Listener>(feed: F): F {
    this.stops.push(feed.listen(() => this.requestUpdate()));
    return feed;
  }

  /** As `follow`, but only while the page can be seen. */
  protected followWhileSeen<F extends Listener>(feed: F): F {
    let stop: (() => void) | undefined;
    const heed = (): void => {
      stop?.();
      stop = document.hidden ? undefined : feed.listen(() => this.requestUpdate());
    };
    document.addEventListener("visibilitychange", heed);
    this.stops.push(() => {
      document.removeEventListener("visibilitychange", heed);
      stop?.();
    });
    heed();
    return feed;
  }

  protected nodeFeed(deviceId: string): NodeFeed {
    const feed = this.follow(nodeFeed(this.hass.connection, deviceId));
    this.nodeFeeds.push(feed);
    this.stops.push(() => {
      this.nodeFeeds = this.nodeFeeds.filter((other) => other !== feed);
    });
    return feed;
  }

  protected activityFeed(deviceId: string): ActivityFeed {
    return this.follow(activityFeed(this.hass.connection, deviceId));
  }

  /** Why there is nothing to show, as far as that is known. */
  protected why({ error, reason }: NodeFeed | ActivityFeed): string {
    if (error) return this.texts(error === "unauthorized" ? "not_allowed" : "not_found");
    return reason ? this.texts(`reason_${reason}`) : "";
  }

  protected nameOf(deviceId: string): string {
    const device = this.hass.devices[deviceId];
    return device?.name_by_user ?? device?.name ?? "";
  }

  protected override updated(_changed: PropertyValues): void {
    this.places.measure(this.renderRoot);
  }

  protected abstract content(): TemplateResult;

  protected override render(): TemplateResult | typeof nothing {
    if (!this.known || !this.config || !this.isReady) return nothing;
    const isOld = this.nodeFeeds.some(({ module }) => isOutdated(module));
    return html`${this.content()} ${isOld ? this.outdated() : nothing}`;
  }

  private outdated(): TemplateResult {
    return html`<div class="outdated" role="status">
      <span class="grow">${this.texts("outdated")}</span>
      <button class="main" data-place="reload" @click=${() => location.reload()}>${this.texts("reload")}</button>
    </div>`;
  }
}
