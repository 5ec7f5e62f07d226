// @ts-check
import { useAnswer, useApp } from "../screen.js";
import { html } from "../vendor/htm-preact-standalone.module.js";
import { capital, PILLARS } from "../words.js";

/** @import { Kind, Preferences } from "../generated/types.js" */

/** The kinds of the catalogue; empty until the agent has told them. @returns {Kind[]} */
export function useKinds() {
  const { kinds } = useApp();
  return useAnswer(kinds, []).answer ?? [];
}

/**
 * The options of a choice of kinds, pillar by pillar.
 * @param {{kinds: Kind[], chosen: string}} props what is not offered any more stays where it is chosen already
 */
export function KindOptions({ kinds, chosen }) {
  const preferences = /** @type {Preferences | null} */ (useAnswer((api) => api.get("/api/v1/preferences"), []).answer);
  const without = preferences?.sales_navigator === false;
  const offered = kinds.filter(({ id, retired, tool }) => id === chosen || !(retired || (without && tool !== null)));
  return [...PILLARS, null].map((pillar) => html`<optgroup label=${pillar === null ? "Outcomes" : capital(pillar)}>
    ${offered.filter((kind) => kind.pillar === pillar)
      .map((kind) => html`<option value=${kind.id}>${kind.label}</option>`)}
  </optgroup>`);
}
