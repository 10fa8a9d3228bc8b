// The elements of the module.

import { ActivityCard } from "./activity-card";
import { NetworkCard } from "./network-card";
import { NodeBadge } from "./node-badge";
import { NodeCard } from "./node-card";
import { ConnectBox } from "./parts/connect-box";
import { FarCanvas } from "./parts/far-canvas";
import { FarList } from "./parts/far-list";
import { FarNetwork } from "./parts/far-network";
import { StationInput } from "./parts/station-input";
import { StationMap } from "./parts/station-map";
import { DashboardStrategy } from "./strategy";

const ELEMENTS: [string, CustomElementConstructor][] = [
  ["allstarlink-station-input", StationInput],
  ["allstarlink-connect-box", ConnectBox],
  ["allstarlink-far-canvas", FarCanvas],
  ["allstarlink-far-list", FarList],
  ["allstarlink-station-map", StationMap],
  ["allstarlink-far-network", FarNetwork],
  ["allstarlink-node-card", NodeCard],
  ["allstarlink-node-badge", NodeBadge],
  ["allstarlink-activity-card", ActivityCard],
  ["allstarlink-network-card", NetworkCard],
  ["ll-strategy-dashboard-allstarlink", DashboardStrategy],
];

export const defineElements = (): void => {
  for (const [name, element] of ELEMENTS) {
    // Another copy of the module may have been loaded by hand.
    if (!customElements.get(name)) customElements.define(name, element);
  }
};
