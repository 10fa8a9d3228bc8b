// Tap, hold and double tap, as Home Assistant's own cards have them.

export type Gesture = "tap" | "hold" | "double_tap";

/** What a gesture does is Home Assistant's: `navigate`, `perform-action`, `url` ... */
export type Actions = Partial<Record<`${Gesture}_action`, { action: string }>>;

/** Held so long, it is no tap, ms. */
const HOLD = 500;

/** A second tap comes within this time, ms. */
const DOUBLE = 250;

const isSet = (actions: Actions, gesture: Gesture): boolean =>
  (actions[`${gesture}_action`]?.action ?? "none") !== "none";

export class Gestures {
  private down = 0;
  private waiting?: number;

  constructor(
    private host: HTMLElement,
    private actions: () => Actions,
  ) {}

  /** Whether anything happens at all. */
  get isSet(): boolean {
    return (["tap", "hold", "double_tap"] as const).some((gesture) => isSet(this.actions(), gesture));
  }

  press = (): void => {
    this.down = Date.now();
  };

  click = (event: MouseEvent): void => {
    // A key is never held, for it repeats.
    const isHeld = event.detail > 0 && Date.now() - this.down >= HOLD;
    if (isHeld) {
      this.fire("hold");
    } else if (!isSet(this.actions(), "double_tap")) {
      this.fire("tap");
    } else if (this.waiting === undefined) {
      this.waiting = window.setTimeout(() => this.end("tap"), DOUBLE);
    } else {
      clearTimeout(this.waiting);
      this.end("double_tap");
    }
  };

  key = (event: KeyboardEvent): void => {
    if ((event.key !== "Enter" && event.key !== " ") || !this.isSet) return;
    event.preventDefault();
    this.fire("tap");
  };

  private end(gesture: Gesture): void {
    this.waiting = undefined;
    this.fire(gesture);
  }

  private fire(action: Gesture): void {
    const config = this.actions();
    if (!isSet(config, action)) return;
    this.host.dispatchEvent(new CustomEvent("hass-action", { bubbles: true, composed: true, detail: { config, action } }));
  }
}
