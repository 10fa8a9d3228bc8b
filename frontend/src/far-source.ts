// The whole network of a node, asked for as long as somebody looks at it.

import { Asked } from "./asked";
import type { Hass } from "./hass";
import type { FarNetwork } from "./model";

/** Statistics are asked for again after so long, ms; sooner while neighbors wait for their turn. */
const AGAIN = 45_000;
const SOON = 6_000;

export class FarSource extends Asked<FarNetwork> {
  constructor(hass: () => Hass, deviceId: string, changed: () => void) {
    super(() => hass().callWS<FarNetwork>({ type: "allstarlink/network", device_id: deviceId }), changed);
  }

  /** Ask when the network has changed, and in time where its statistics are asked at all. */
  look(network: string, now: number): void {
    const { scan, pending } = this.answer ?? { scan: false, pending: false };
    const turn = scan ? Math.floor(now / (pending ? SOON : AGAIN)) : "";
    this.heed(`${network} ${pending} ${turn}`);
  }
}
