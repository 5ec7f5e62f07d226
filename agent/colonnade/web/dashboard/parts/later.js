// @ts-check
import { html, useEffect, useState } from "../vendor/htm-preact-standalone.module.js";

/** @typedef {(props: any) => unknown} Part */

/**
 * A part that is not needed for a page to stand: its code is fetched right after, and is here though the agent leaves.
 * @param {() => Promise<Part>} load
 * @returns {(given: object) => unknown} draws it once it is here
 */
export function useLater(load) {
  const [found, setFound] = useState(/** @type {{Part: Part} | null} */ (null));
  const [failed, setFailed] = useState(false);
  useEffect(() => void load().then((Part) => setFound({ Part }), () => setFailed(true)), []);
  return (given) => found
    ? html`<${found.Part} ...${given} />`
    : failed && html`<p class="fault" role="alert">This could not be loaded. Is the agent running? Then load the page anew.</p>`;
}
