// @ts-check
import { html, useState } from "../vendor/htm-preact-standalone.module.js";

/** @typedef {(props: any) => unknown} Part */

/**
 * A button, and once it was pressed the part it stands for, whose code is fetched only then.
 * @param {{id: string, label: string, load: () => Promise<Part>, given: object}} props `given` is handed to the part
 */
export function Wanted({ id, label, load, given }) {
  const [found, setFound] = useState(/** @type {{Part: Part} | null} */ (null));
  const [failed, setFailed] = useState(false);
  if (found) return html`<${found.Part} ...${given} />`;
  const want = () => load().then((Part) => setFound({ Part }), () => setFailed(true));
  return html`<p class="buttons"><button type="button" id=${id} onClick=${want}>${label}</button></p>
    <p class="fault" role="alert">${failed ? "The agent does not answer. Try again in a moment." : ""}</p>`;
}
