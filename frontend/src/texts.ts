// Texts in the user's language: they come with the integration's translations, through Home Assistant.

import type { ActionError, Hass, Localize } from "./hass";

const DOMAIN = "allstarlink";
const OWN = `component.${DOMAIN}.selector.dashboard.options`;

export type Texts = (key: string, values?: Record<string, unknown>) => string;

/** Load the texts in the user's language; `textsOf` has them from then on. */
export const loadTexts = (hass: Hass): Promise<Localize> =>
  hass.loadBackendTranslation("selector", DOMAIN);

export const hasTexts = (hass: Hass): boolean => Boolean(hass.localize(`${OWN}.idle`));

export const textsOf =
  (hass: Hass): Texts =>
  (key, values) => {
    for (const suffix of [...counted(hass, values?.count), ""]) {
      const text = hass.localize(`${OWN}.${key}${suffix}`, values);
      if (text) return text;
    }
    return key;
  };

// A text with a count is there once for each plural form: Home Assistant's
// core refuses the plural syntax of ICU in translations.
const counted = (hass: Hass, count: unknown): string[] => {
  if (typeof count !== "number") return [];
  const form = new Intl.PluralRules(hass.locale?.language ?? "en").select(count);
  return [...(count === 0 ? ["_zero"] : []), `_${form}`, "_other"];
};

/** The text of an action's error, in the user's language if it has one. */
export const errorText = async (hass: Hass, error: unknown): Promise<string> => {
  const known = error as ActionError;
  if (known.translation_key && known.translation_domain) {
    const domain = known.translation_domain;
    const localize = await hass.loadBackendTranslation("exceptions", domain);
    const key = `component.${domain}.exceptions.${known.translation_key}.message`;
    const text = localize(key, known.translation_placeholders);
    if (text) return text;
  }
  return known.message ?? known.error?.message ?? String(error);
};
