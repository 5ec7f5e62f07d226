// @ts-check
import { useAnswer, useApp } from "../screen.js";
import { html } from "../vendor/htm-preact-standalone.module.js";
import { capital, PILLARS } from "../words.js";

/** @import { Kind } from "../generated/types.js" */

/** The kinds of the catalogue; empty until the agent has told them. @returns {Kind[]} */
export function useKinds() {
  const { kinds } = useApp();
  return useAnswer(kinds, []).answer ?? [];
}

/**
 * The options of a choice of kinds, pillar by pillar.
 * @param {{kinds: Kind[], chosen: string}} props a retired kind is offered only where it is chosen already
 */
export function KindOptions({ kinds, chosen }) {
  const offered = kinds.filter((kind) => !kind.retired || kind.id === chosen);
  return [...PILLARS, null].map((pillar) => html`<optgroup label=${pillar === null ? "Outcomes" : capital(pillar)}>
    ${offered.filter((kind) => kind.pillar === pillar)
      .map((kind) => html`<option value=${kind.id}>${kind.label}</option>`)}
  </optgroup>`);
}
