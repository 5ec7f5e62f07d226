// @ts-check
import { textsOf } from "../entries.js";
import { failureWords } from "../failures.js";
import { Dialog } from "../parts/dialog.js";
import { valueTo } from "../parts/field.js";
import { useApp } from "../screen.js";
import { html, useState } from "../vendor/htm-preact-standalone.module.js";
import { capital } from "../words.js";

/** @import { Understood } from "../generated/types.js" */
/** @typedef {{texts: Record<string, string>, doubts: string[]}} Read what was understood, to be looked over */

const MOST = 20_000;

/** @param {Understood} understood @returns {Read} */
export function readOf(understood) {
  const { doubts, missing } = understood;
  const names = missing.map(capital).join(", ");
  return { texts: textsOf(understood), doubts: names === "" ? doubts : [`Not found: ${names}. Fill in what the page shows.`, ...doubts] };
}

/**
 * Takes the official page's text, and hands on what the agent understands of it. Nothing is kept here.
 * @param {{onRead: (read: Read) => void, onClose: () => void}} props
 */
export function PasteDialog({ onRead, onClose }) {
  const { api } = useApp();
  const [text, setText] = useState("");
  const [failure, setFailure] = useState(/** @type {unknown} */ (null));

  /** @param {Event} event */
  async function understand(event) {
    event.preventDefault();
    try {
      onRead(readOf(await api.post("/api/v1/readings/understood", { text: text.slice(0, MOST) })));
    } catch (reason) {
      setFailure(reason);
    }
  }
  return html`<${Dialog} id="paste-dialog" title="Paste a reading" onClose=${onClose}>
    <form onSubmit=${understand}>
      <p class="soft">On the official page, select everything, copy it, and paste it here. What is understood is shown
        to you before anything is kept; the text itself is not kept.</p>
      <div class="field"><label for="paste-text">The page's text</label>
        <textarea id="paste-text" rows="7" required spellcheck=${false} value=${text} onInput=${valueTo(setText)}></textarea></div>
      <p role="alert" class="fault">${failure ? failureWords(failure) : ""}</p>
      <p class="buttons"><button type="submit" class="go">Read it</button>
        <button type="button" onClick=${onClose}>Cancel</button></p>
    </form>
  <//>`;
}
