// An answer of Home Assistant: it is asked for, and again when something has changed it.

import { isFinal } from "./feed";

/** Between a change and the question, ms: changes come in groups. */
const PATIENCE = 1000;

/** Between a question without an answer and the next, ms. */
const RETRY = 5000;

export class Asked<T> {
  /** Stays as it was as long as there is no newer answer. */
  answer?: T;
  private cause?: string;
  private timer?: number;

  constructor(
    private ask: () => Promise<T>,
    private changed: () => void,
  ) {}

  /** Ask, if the cause is another one than the last time; the first time at once. */
  heed(cause: string): void {
    if (cause === this.cause) return;
    this.askIn(this.cause === undefined ? 0 : PATIENCE);
    this.cause = cause;
  }

  stop(): void {
    clearTimeout(this.timer);
    this.cause = undefined;
  }

  private askIn(wait: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.receive(), wait);
  }

  private async receive(): Promise<void> {
    const { cause } = this;
    try {
      const answer = await this.ask();
      if (this.cause === undefined) return;
      this.answer = answer;
      this.changed();
    } catch (error) {
      // Another cause has its own question.
      if (cause === this.cause && !isFinal(error)) this.askIn(RETRY);
    }
  }
}
