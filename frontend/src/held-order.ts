// The order of a list that is sorted live: it stands while somebody is about to touch it.

/** The order goes on standing so long after pointer and focus have left, ms. */
const REST = 1000;

export interface HeldRow<Item> {
  id: string;
  item: Item;
  /** It is gone, and keeps its place until nobody is about to touch the list. */
  isGone: boolean;
}

export class HeldOrder<Item> {
  private rows: HeldRow<Item>[] = [];
  private isOver = false;
  private until = 0;
  private timer?: number;

  /** `hasFocus` tells whether the keyboard is in the list. */
  constructor(
    private changed: () => void,
    private hasFocus: () => boolean,
  ) {}

  /** Whether rows stay where they are. */
  get isHeld(): boolean {
    return this.isOver || Date.now() < this.until || this.hasFocus();
  }

  /** The pointer, a finger or the focus is on the list. */
  enter = (): void => {
    this.isOver = true;
  };

  /** It has left. */
  leave = (): void => {
    this.isOver = false;
    this.rest();
  };

  /** The focus has left. */
  rest = (): void => {
    this.until = Date.now() + REST;
    clearTimeout(this.timer);
    this.timer = setTimeout(this.changed, REST);
  };

  /** What is shown from now on is another list: a search, a longer one. */
  reset(): void {
    this.rows = [];
    this.until = 0;
  }

  stop(): void {
    clearTimeout(this.timer);
    this.isOver = false;
    this.reset();
  }

  /** Put items, best first and at most so many, where they are to stand. */
  arrange(sorted: [id: string, item: Item][], max: number): HeldRow<Item>[] {
    if (this.isHeld && this.rows.length > 0) {
      const now = new Map(sorted);
      const kept = this.rows.map(({ id, item }) => {
        const current = now.get(id);
        return { id, item: current ?? item, isGone: current === undefined };
      });
      const known = new Set(kept.map(({ id }) => id));
      const fresh = sorted.filter(([id]) => !known.has(id)).slice(0, Math.max(0, max - kept.length));
      this.rows = [...kept, ...fresh.map(([id, item]) => ({ id, item, isGone: false }))];
    } else {
      this.rows = sorted.slice(0, max).map(([id, item]) => ({ id, item, isGone: false }));
    }
    return this.rows;
  }
}
