// What a card says on the air of a node, and what was said last.

import type { Hass, RegistryEntity } from "./hass";

/** So many texts are kept, the newest first. */
const KEPT = 5;

/** Home Assistant keeps them with the user, by this name. */
const KEY = "allstarlink_said";

const MAX_LENGTH = 500;

export class OnAir {
  message = "";
  scope: "local" | "network" = "local";
  said: string[] = [];
  readonly maxLength = MAX_LENGTH;
  /** Where the media player was looked for, and whether it was there. */
  private searched?: Hass["entities"];
  private found?: RegistryEntity;

  constructor(
    private hass: () => Hass,
    private deviceId: string,
    private changed: () => void,
  ) {}

  /** The node's media player; none where Home Assistant may not transmit. */
  get player(): RegistryEntity | undefined {
    const { entities } = this.hass();
    if (entities !== this.searched) {
      this.searched = entities;
      this.found = Object.values(entities).find(
        ({ device_id, translation_key, entity_id }) =>
          device_id === this.deviceId && translation_key === "on_air" && entity_id.startsWith("media_player."),
      );
    }
    return this.found;
  }

  /** What is said or waits: its title, and whether it is on the air. */
  get current(): { title: string; isPlaying: boolean } | undefined {
    const state = this.hass().states?.[this.player?.entity_id ?? ""];
    if (state?.state !== "playing" && state?.state !== "buffering") return undefined;
    return { title: String(state.attributes?.media_title ?? ""), isPlaying: state.state === "playing" };
  }

  /** Look what was said last; without an answer there is nothing. */
  async load(): Promise<void> {
    try {
      const { value } = await this.hass().callWS<{ value: unknown }>({ type: "frontend/get_user_data", key: KEY });
      if (Array.isArray(value)) this.said = value.filter((each) => typeof each === "string").slice(0, KEPT);
    } catch {
      return;
    }
    this.changed();
  }

  /** Take the text, keep it for the next time, and begin a new one. */
  take(): { message: string; scope: string } {
    const message = this.message.trim();
    this.said = [message, ...this.said.filter((other) => other !== message)].slice(0, KEPT);
    this.message = "";
    const keep = { type: "frontend/set_user_data", key: KEY, value: this.said };
    this.hass()
      .callWS(keep)
      .catch(() => undefined);
    return { message, scope: this.scope };
  }
}
