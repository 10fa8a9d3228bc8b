// The graph of a whole network on a canvas: it is drawn anew when something of it changes, and never else.

import { LitElement, css, html, type PropertyValues, type TemplateResult } from "lit";
import { ICONS, icon } from "../icons";
import { base } from "../styles";
import type { Texts } from "../texts";
import type { FarGraph, FarSpot } from "../view/far-graph";

/** Names of neighbors are shown where they are so far from each other on their ring, pixels. */
const NAME_ROOM = 40;

/** Pixels for a unit of the drawing: from this on all names are shown, and never more. */
const NAMES_FROM = 3.2;
const NEAREST = 6;

const STEP = 1.5;

/** A click means the nearest dot, if it is not farther; pixels. */
const REACH = 16;

/** A pointer that has moved farther has dragged; pixels. */
const DRAG = 5;

interface Colors {
  ink: string;
  soft: string;
  talk: string;
  card: string;
}

/** Fires `choose` with the name of a node. */
export class FarCanvas extends LitElement {
  static override properties = {
    graph: { attribute: false },
    texts: { attribute: false },
    hub: { attribute: false },
    keyed: { attribute: false, hasChanged: (now: Set<string>, before?: Set<string>) => [...now].join() !== [...(before ?? [])].join() },
    chosen: { attribute: false },
    // Another theme has other colors.
    isDark: { attribute: false },
  };

  declare graph?: FarGraph;
  declare texts: Texts;
  /** The name in the middle. */
  declare hub: string;
  /** Names of neighbors that are keyed. */
  declare keyed: ReadonlySet<string>;
  declare chosen: string;
  private zoom = 1;
  private pan = { x: 0, y: 0 };
  private size = { width: 0, height: 0 };
  private pointers = new Map<number, { x: number; y: number }>();
  private isDragged = false;
  private frame = 0;
  private measured = new ResizeObserver(([entry]) => {
    const { width = 0, height = 0 } = entry?.contentRect ?? {};
    if (width === 0 || (width === this.size.width && height === this.size.height)) return;
    this.size = { width, height };
    this.redraw();
  });

  constructor() {
    super();
    this.keyed = new Set();
    this.chosen = "";
    this.hub = "";
  }

  protected override render(): TemplateResult {
    const button = (key: string, path: string, act: () => void): TemplateResult =>
      html`<button class="round" aria-label=${this.texts(key)} title=${this.texts(key)} @click=${act}>${icon(path)}</button>`;
    return html`<canvas
        role="img"
        tabindex="0"
        aria-label=${this.texts("network_graph", { count: this.graph?.spots.length ?? 0 })}
        @pointerdown=${this.press}
        @pointermove=${this.drag}
        @pointerup=${this.release}
        @pointercancel=${this.release}
        @wheel=${this.wheel}
        @keydown=${this.key}
      ></canvas>
      <div class="zoom">
        ${button("zoom_in", ICONS.plus, () => this.scale(STEP))} ${button("zoom_out", ICONS.minus, () => this.scale(1 / STEP))}
        ${button("show_whole", ICONS.whole, () => this.fit())}
      </div>`;
  }

  private get canvas(): HTMLCanvasElement | null {
    return this.renderRoot.querySelector("canvas");
  }

  protected override firstUpdated(): void {
    if (this.canvas) this.measured.observe(this.canvas);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    cancelAnimationFrame(this.frame);
    this.frame = 0;
  }

  protected override updated(_changed: PropertyValues): void {
    this.redraw();
  }

  private redraw(): void {
    this.frame ||= requestAnimationFrame(() => {
      this.frame = 0;
      this.draw();
    });
  }

  private get scaleNow(): number {
    const { width, height } = this.size;
    return (Math.min(width, height) / 2 / (this.graph?.radius ?? 1)) * this.zoom;
  }

  private toScreen({ x, y }: { x: number; y: number }): { x: number; y: number } {
    const scale = this.scaleNow;
    return { x: this.size.width / 2 + this.pan.x + x * scale, y: this.size.height / 2 + this.pan.y + y * scale };
  }

  private colors(): Colors {
    const style = getComputedStyle(this);
    const of = (name: string): string => style.getPropertyValue(name).trim();
    return {
      ink: style.color,
      soft: of("--secondary-text-color") || "#5f6368",
      talk: of("--allstarlink-talk-color") || of("--primary-color") || "#03a9f4",
      card: of("--card-background-color") || "#fff",
    };
  }

  /** Draw all of it that is in sight. */
  draw(): void {
    const { canvas, graph } = this;
    const context = canvas?.getContext("2d");
    const { width, height } = this.size;
    if (!canvas || !graph || !context || width === 0) return;
    const ratio = devicePixelRatio || 1;
    if (canvas.width !== Math.round(width * ratio) || canvas.height !== Math.round(height * ratio)) {
      canvas.width = Math.round(width * ratio);
      canvas.height = Math.round(height * ratio);
    }
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, width, height);
    const colors = this.colors();
    const isSeen = ({ x, y }: { x: number; y: number }): boolean => x > -20 && y > -20 && x < width + 20 && y < height + 20;
    const spots = graph.spots.map((spot) => ({ spot, ...this.toScreen(spot) }));
    this.drawEdges(context, colors);
    const dot = Math.min(9, Math.max(1.8, 4.4 * this.scaleNow));
    const seen = spots.filter(isSeen);
    this.drawDots(context, seen, colors, dot);
    this.drawNames(context, seen, colors, dot);
    this.drawHub(context, colors);
  }

  private drawEdges(context: CanvasRenderingContext2D, { ink, talk }: Colors): void {
    const { neighbors, spots } = this.graph as FarGraph;
    const middle = this.toScreen({ x: 0, y: 0 });
    context.strokeStyle = ink;
    context.lineWidth = 1;
    context.globalAlpha = 0.09;
    context.beginPath();
    for (const spot of spots) {
      if (!spot.via) continue;
      const from = this.toScreen(spot.via);
      const to = this.toScreen(spot);
      context.moveTo(from.x, from.y);
      context.lineTo(to.x, to.y);
    }
    context.stroke();
    for (const isKeyed of [false, true]) {
      context.globalAlpha = isKeyed ? 1 : 0.3;
      context.strokeStyle = isKeyed ? talk : ink;
      context.lineWidth = isKeyed ? 3 : 1;
      context.beginPath();
      for (const spot of neighbors) {
        if (this.keyed.has(spot.node.node) !== isKeyed) continue;
        const to = this.toScreen(spot);
        context.moveTo(middle.x, middle.y);
        context.lineTo(to.x, to.y);
      }
      context.stroke();
    }
    context.globalAlpha = 1;
  }

  private drawDots(
    context: CanvasRenderingContext2D,
    seen: { spot: FarSpot; x: number; y: number }[],
    { ink, talk, card }: Colors,
    dot: number,
  ): void {
    const fill = (color: string, alpha: number, wanted: (spot: FarSpot) => boolean, size: number): void => {
      context.beginPath();
      for (const { spot, x, y } of seen) {
        if (!wanted(spot)) continue;
        context.moveTo(x + size, y);
        context.arc(x, y, size, 0, 2 * Math.PI);
      }
      context.globalAlpha = 1;
      context.fillStyle = card;
      context.fill();
      context.globalAlpha = alpha;
      context.fillStyle = color;
      context.fill();
    };
    fill(ink, 0.38, ({ node, via }) => !node.adjacent && via !== undefined, dot);
    // Hollow: nobody knows the way.
    context.lineWidth = 1.2;
    fill(ink, 0.12, ({ node, via }) => !node.adjacent && via === undefined, dot);
    fill(ink, 0.7, ({ node }) => node.adjacent && !this.keyed.has(node.node), dot * 1.5);
    fill(talk, 1, ({ node }) => node.adjacent && this.keyed.has(node.node), dot * 1.9);
    context.globalAlpha = 1;
    const chosen = seen.find(({ spot }) => spot.node.node === this.chosen);
    if (!chosen) return;
    context.strokeStyle = talk;
    context.lineWidth = 3;
    context.beginPath();
    context.arc(chosen.x, chosen.y, dot * 1.5 + 4, 0, 2 * Math.PI);
    context.stroke();
  }

  private drawNames(
    context: CanvasRenderingContext2D,
    seen: { spot: FarSpot; x: number; y: number }[],
    { ink, soft, card }: Colors,
    dot: number,
  ): void {
    const { neighbors, ring, unknown } = this.graph as FarGraph;
    const scale = this.scaleNow;
    const hasNeighbors = (2 * Math.PI * ring * scale) / neighbors.length >= NAME_ROOM;
    const hasAll = scale >= NAMES_FROM;
    context.textBaseline = "middle";
    context.textAlign = "center";
    context.lineJoin = "round";
    context.lineWidth = 3;
    context.strokeStyle = card;
    const write = (text: string, x: number, y: number, color: string): void => {
      context.strokeText(text, x, y);
      context.fillStyle = color;
      context.fillText(text, x, y);
    };
    context.font = "11px sans-serif";
    for (const { spot, x, y } of seen) {
      const { node } = spot;
      const isWanted = node.adjacent ? hasNeighbors || this.keyed.has(node.node) : hasAll;
      if (!isWanted && node.node !== this.chosen) continue;
      context.font = node.adjacent ? "600 12px sans-serif" : "11px sans-serif";
      write(node.callsign ?? node.node, x, y + dot * 1.5 + 8, ink);
    }
    if (!unknown) return;
    const { x, y } = this.toScreen(unknown);
    context.font = "11px sans-serif";
    write(this.texts("via_unknown"), x, y, soft);
  }

  private drawHub(context: CanvasRenderingContext2D, { ink, card }: Colors): void {
    const { x, y } = this.toScreen({ x: 0, y: 0 });
    const radius = Math.min(30, Math.max(14, 30 * this.scaleNow));
    context.beginPath();
    context.arc(x, y, radius, 0, 2 * Math.PI);
    context.fillStyle = card;
    context.fill();
    context.lineWidth = 2;
    context.strokeStyle = ink;
    context.stroke();
    context.fillStyle = ink;
    context.font = "600 12px sans-serif";
    context.textAlign = "center";
    context.textBaseline = "middle";
    context.fillText(this.hub, x, y, radius * 2 - 4);
  }

  // To move and to choose

  /** Nearer or farther; around the middle if not said otherwise. */
  private scale(factor: number, at = { x: this.size.width / 2, y: this.size.height / 2 }): void {
    const most = Math.max(1, (NEAREST / this.scaleNow) * this.zoom);
    const zoom = Math.min(most, Math.max(1, this.zoom * factor));
    const change = zoom / this.zoom;
    const { width, height } = this.size;
    this.pan = {
      x: (this.pan.x - (at.x - width / 2)) * change + (at.x - width / 2),
      y: (this.pan.y - (at.y - height / 2)) * change + (at.y - height / 2),
    };
    this.zoom = zoom;
    if (zoom === 1) this.pan = { x: 0, y: 0 };
    // A finger scrolls the page until one has come nearer.
    if (this.canvas) this.canvas.style.touchAction = zoom > 1 ? "none" : "pan-y";
    this.redraw();
  }

  private fit(): void {
    this.scale(1 / this.zoom);
  }

  /** Show this node in the middle. */
  show(name: string): void {
    const spot = this.graph?.spots.find(({ node }) => node.node === name);
    if (!spot) return;
    this.scale(Math.max(1, NAMES_FROM / this.scaleNow));
    const scale = this.scaleNow;
    this.pan = { x: -spot.x * scale, y: -spot.y * scale };
    this.redraw();
  }

  private press = (event: PointerEvent): void => {
    this.pointers.set(event.pointerId, { x: event.offsetX, y: event.offsetY });
    if (this.pointers.size === 1) this.isDragged = false;
  };

  private drag = (event: PointerEvent): void => {
    const before = this.pointers.get(event.pointerId);
    if (!before) return;
    const here = { x: event.offsetX, y: event.offsetY };
    const step = { x: here.x - before.x, y: here.y - before.y };
    if (!this.isDragged && Math.hypot(step.x, step.y) < DRAG) return;
    if (!this.isDragged) this.canvas?.setPointerCapture(event.pointerId);
    this.isDragged = true;
    const [other] = [...this.pointers].filter(([id]) => id !== event.pointerId).map(([, point]) => point);
    this.pointers.set(event.pointerId, here);
    if (other) {
      const distance = Math.hypot(before.x - other.x, before.y - other.y) || 1;
      this.scale(Math.hypot(here.x - other.x, here.y - other.y) / distance, other);
    } else if (this.zoom > 1) {
      this.pan = { x: this.pan.x + step.x, y: this.pan.y + step.y };
      this.redraw();
    }
  };

  private release = (event: PointerEvent): void => {
    if (!this.pointers.delete(event.pointerId) || this.isDragged || event.type !== "pointerup") return;
    const here = { x: event.offsetX, y: event.offsetY };
    let nearest = { name: "", distance: REACH };
    for (const spot of this.graph?.spots ?? []) {
      const { x, y } = this.toScreen(spot);
      const distance = Math.hypot(x - here.x, y - here.y);
      if (distance < nearest.distance) nearest = { name: spot.node.node, distance };
    }
    this.dispatchEvent(new CustomEvent("choose", { detail: nearest.name }));
  };

  // The wheel scrolls the page; with Ctrl, and as a pinch on a touch pad, it comes nearer.
  private wheel = (event: WheelEvent): void => {
    if (!event.ctrlKey) return;
    event.preventDefault();
    this.scale(Math.exp(-event.deltaY / 200), { x: event.offsetX, y: event.offsetY });
  };

  private key = (event: KeyboardEvent): void => {
    const step = { ArrowLeft: [40, 0], ArrowRight: [-40, 0], ArrowUp: [0, 40], ArrowDown: [0, -40] }[event.key];
    if (event.key === "+") this.scale(STEP);
    else if (event.key === "-") this.scale(1 / STEP);
    else if (event.key === "0") this.fit();
    else if (step && this.zoom > 1) this.pan = { x: this.pan.x + (step[0] ?? 0), y: this.pan.y + (step[1] ?? 0) };
    else return;
    event.preventDefault();
    this.redraw();
  };

  static override styles = [
    base,
    css`
      canvas {
        display: block;
        width: 100%;
        height: 100%;
        touch-action: pan-y;
      }
      .zoom {
        position: absolute;
        inset-inline-end: 8px;
        inset-block-start: 8px;
        display: flex;
        flex-direction: column;
        gap: 4px;
      }
      .zoom button {
        background: color-mix(in srgb, var(--ink) 7%, var(--card-background-color, #fff));
        color: var(--ink);
      }
    `,
  ];
}
