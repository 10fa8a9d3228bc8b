// The stations that what is typed may mean, asked of Home Assistant while somebody types.

import type { Hass } from "./hass";
import type { Station } from "./view/names";

/** So long after the last letter it is asked, ms. */
const PATIENCE = 200;

/** Letters from which on it is asked. */
const SHORTEST = 2;

const LONGEST = 100;

interface Answer {
  nodes: Station[];
  directory: boolean;
}

export class Search {
  found: Station[] = [];
  /** Whether the node list was there to be searched. */
  hasDirectory = true;
  private timer?: number;
  private asked = 0;

  constructor(
    private hass: () => Hass,
    private deviceId: () => string | undefined,
    private changed: () => void,
  ) {}

  /** Look for something else. */
  look(words: string): void {
    this.stop();
    const query = words.trim().slice(0, LONGEST);
    if (query.length < SHORTEST) this.found = [];
    else this.timer = setTimeout(() => void this.ask(query), PATIENCE);
  }

  /** What was asked for is not wanted any more. */
  stop(): void {
    clearTimeout(this.timer);
    this.asked += 1;
  }

  private async ask(query: string): Promise<void> {
    const { asked } = this;
    try {
      const message = { type: "allstarlink/search", query, device_id: this.deviceId() };
      const { nodes, directory } = await this.hass().callWS<Answer>(message);
      if (asked !== this.asked) return;
      this.found = nodes;
      this.hasDirectory = directory;
    } catch {
      // What is typed can be called without any suggestion.
      if (asked !== this.asked) return;
      this.found = [];
    }
    this.changed();
  }
}
