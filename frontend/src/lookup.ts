// What AllStarLink's statistics know of a station, asked when somebody looks it up.

import type { Hass } from "./hass";
import type { Names } from "./model";
import { errorText } from "./texts";
import type { Station } from "./view/names";

/** As the action `lookup_node` gives it. */
export interface Report extends Names {
  node: string;
  active: boolean | null;
  updated: string | null;
  version: string | null;
  uptime: number | null;
  keyed: boolean | null;
  links: ({ node: string; mode: string | null } & Names)[];
}

/** Lower ones are private, EchoLink's begin with 3 and have seven digits. */
const FIRST_PUBLIC = 2000;
const FIRST_ECHOLINK = 3_000_000;

export const isPublic = (node: string): boolean =>
  /^[1-9]\d*$/.test(node) && Number(node) >= FIRST_PUBLIC && Number(node) < FIRST_ECHOLINK;

export class Lookup {
  report?: Report;
  error = "";

  constructor(
    private hass: Hass,
    readonly station: Station,
    private changed: () => void,
  ) {
    if (isPublic(station.node)) void this.ask();
  }

  /** The station with all that is known by now. */
  get known(): Station {
    const { station, report } = this;
    return {
      node: station.node,
      callsign: station.callsign ?? report?.callsign ?? null,
      description: station.description ?? report?.description ?? null,
      location: station.location ?? report?.location ?? null,
    };
  }

  private async ask(): Promise<void> {
    try {
      const { response } = await this.hass.callWS<{ response: Report }>({
        type: "call_service",
        domain: "allstarlink",
        service: "lookup_node",
        service_data: { node: this.station.node },
        return_response: true,
      });
      this.report = response;
    } catch (error) {
      this.error = await errorText(this.hass, error);
    }
    this.changed();
  }
}
