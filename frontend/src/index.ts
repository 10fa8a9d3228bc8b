// The entry: offers the cards and the dashboard in Home Assistant's pickers, and has the elements defined.

import { suggestionsFor } from "./suggestions";

interface Registries {
  customCards?: object[];
  customBadges?: object[];
  customStrategies?: object[];
}

const DOCUMENTATION = "https://github.com/allstarlink-ha/ha-allstarlink/blob/main/docs/dashboards.md";

// The pickers show these as they are; Home Assistant has no translations for them.
const CARDS: [string, string, string][] = [
  ["node", "AllStarLink node", "Who talks, who is linked, and the controls, live."],
  ["activity", "AllStarLink activity", "Talks and links as they happened, and the talk time of today."],
  ["network", "AllStarLink network", "A server's nodes and their links as a graph."],
];

const registries = window as unknown as Registries;

for (const [key, name, description] of CARDS) {
  (registries.customCards ??= []).push({
    type: `allstarlink-${key}-card`,
    name,
    description,
    preview: true,
    getEntitySuggestion: suggestionsFor(key),
    documentationURL: DOCUMENTATION,
  });
}

(registries.customBadges ??= []).push({
  type: "allstarlink-node-badge",
  name: "AllStarLink node",
  description: "Who talks on a node, live.",
  preview: true,
  getEntitySuggestion: suggestionsFor("node", "badge"),
  documentationURL: DOCUMENTATION,
});

(registries.customStrategies ??= []).push({
  type: "allstarlink",
  strategyType: "dashboard",
  name: "AllStarLink",
  description: "All servers and nodes: who talks, who is linked, history and diagnostics.",
  documentationURL: DOCUMENTATION,
});

// Home Assistant replaces the registry of elements while it starts: what was defined before, or extends
// the HTMLElement of before, is lost to it. So the elements come after its own first one.
customElements
  .whenDefined("home-assistant")
  .then(() => import("./elements"))
  .then(({ defineElements }) => defineElements());
