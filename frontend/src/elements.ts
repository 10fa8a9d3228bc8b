// The elements of the module.

import { ActivityCard } from "./activity-card";
import { NetworkCard } from "./network-card";
import { NodeCard } from "./node-card";
import { ConnectBox } from "./parts/connect-box";
import { DashboardStrategy } from "./strategy";

const ELEMENTS: [string, CustomElementConstructor][] = [
  ["allstarlink-connect-box", ConnectBox],
  ["allstarlink-node-card", NodeCard],
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
