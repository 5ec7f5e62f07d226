// @ts-check
import { html } from "../vendor/htm-preact-standalone.module.js";

/** Kinds that are done with somebody in mind: looking for people, commenting, asking to connect. */
const AIMED = new Set(["people_search", "profile_viewed", "comment_written", "connection_request"]);

/**
 * Whom the person wants to reach, in their own words, beside what is done for that.
 * @param {{kinds: (string | null)[], audience: string}} props
 */
export function ForWhom({ kinds, audience }) {
  if (!audience || !kinds.some((kind) => kind !== null && AIMED.has(kind))) return null;
  return html`<p class="for-whom"><b>For:</b> ${audience}</p>`;
}
