// Where rows and controls stand: what has just moved takes no click.

/** A control that came under the pointer takes no click for so long, ms. */
const SETTLING = 500;

/** Taps are at the same spot if they are nearer, pixels. */
const FINGER = 40;

/** The pointer was moved on purpose if it moved farther, pixels. */
const STILL = 3;

interface Point {
  x: number;
  y: number;
}

const distance = (a: Point, b: Point): number => Math.hypot(a.x - b.x, a.y - b.y);

export class Places {
  private known = new WeakMap<Element, Point>();
  private moved = new WeakMap<Element, number>();
  private pointer?: Point;
  /** When the pointer was last moved by hand. */
  private pointed = 0;
  private clicked: Point = { x: -1000, y: 0 };

  constructor(host: HTMLElement) {
    host.addEventListener("pointermove", this.point, { capture: true, passive: true });
    host.addEventListener("click", this.guard, { capture: true });
  }

  /**
   * Look where everything marked with `data-place` stands; call it after each drawing.
   * Rows say it themselves, in `data-at`: transforms move them, of which the layout knows nothing.
   */
  measure(root: ParentNode): void {
    const now = performance.now();
    for (const element of root.querySelectorAll<HTMLElement>("[data-place]")) {
      const { at } = element.dataset;
      const place = at === undefined ? { x: element.offsetLeft, y: element.offsetTop } : { x: 0, y: Number(at) };
      const before = this.known.get(element);
      if (before && before.x === place.x && before.y === place.y) continue;
      this.known.set(element, place);
      this.moved.set(element, now);
    }
  }

  private point = ({ clientX: x, clientY: y }: PointerEvent): void => {
    const here = { x, y };
    if (this.pointer && distance(this.pointer, here) <= STILL) return;
    this.pointer = here;
    this.pointed = performance.now();
  };

  private guard = (event: MouseEvent): void => {
    // Keys act on what has the focus, wherever it stands.
    if (event.detail === 0) return;
    const now = performance.now();
    const isFinger = (event as PointerEvent).pointerType === "touch";
    const here = { x: event.clientX, y: event.clientY };
    const isAgain = distance(this.clicked, here) < FINGER;
    this.clicked = here;
    for (const target of event.composedPath()) {
      const at = this.moved.get(target as Element);
      if (at === undefined || now - at >= SETTLING) continue;
      // A question comes where it comes: only a second tap at the same spot is a mistake.
      if (isFinger && (target as HTMLElement).dataset.place === "answer" && !isAgain) continue;
      // With a mouse, who has moved it since has seen where the control stands now.
      if (!isFinger && this.pointed > at) continue;
      event.stopImmediatePropagation();
      event.preventDefault();
      return;
    }
  };
}
