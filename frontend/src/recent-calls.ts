// The telephone calls of a node's server, where telephony is turned on.

import { Asked } from "./asked";
import type { Hass } from "./hass";

const DOMAIN = "allstarlink";

/** How many are shown. */
const LIMIT = 10;

/** A call that has ended, as the action `get_call_history` gives it. */
export interface RecordedCall {
  started: string;
  caller: string | null;
  caller_name: string | null;
  called: string | null;
  direction: "incoming" | "outgoing" | "internal";
  duration: number | null;
  disposition: string;
  missed: boolean;
}

interface Answer {
  response: { calls: RecordedCall[] };
}

export class RecentCalls {
  private asked: Asked<Answer>;

  constructor(
    private hass: () => Hass,
    private deviceId: string,
    changed: () => void,
  ) {
    this.asked = new Asked(() => this.hass().callWS<Answer>(this.question()), changed);
  }

  /** None where there is no telephony, and as long as nothing was answered. */
  get calls(): RecordedCall[] {
    return this.lastCall() ? (this.asked.answer?.response.calls ?? []) : [];
  }

  /** Ask, if another call has ended since the last time. */
  heed(): void {
    const entity = this.lastCall();
    if (entity) this.asked.heed(this.hass().states?.[entity]?.last_updated ?? "");
  }

  stop(): void {
    this.asked.stop();
  }

  private server(): string {
    return this.hass().devices[this.deviceId]?.via_device_id ?? "";
  }

  private lastCall(): string | undefined {
    const server = this.server();
    return Object.values(this.hass().entities).find(
      (each) =>
        each.device_id === server && each.platform === DOMAIN && each.translation_key === "last_call",
    )?.entity_id;
  }

  private question(): Record<string, unknown> {
    const identifiers = this.hass().devices[this.server()]?.identifiers ?? [];
    const entry = identifiers.find(([domain]) => domain === DOMAIN)?.[1];
    return {
      type: "call_service",
      domain: DOMAIN,
      service: "get_call_history",
      service_data: { config_entry_id: entry, limit: LIMIT },
      return_response: true,
    };
  }
}
