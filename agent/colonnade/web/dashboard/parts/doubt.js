// @ts-check
import { confirmReading } from "../entries.js";
import { ReadingDialog } from "../pillars/reading-dialog.js";
import { html, useState } from "../vendor/htm-preact-standalone.module.js";
import { FATES, useLog } from "./log.js";

/** @import { Doubt } from "../generated/types.js" */
/** @import { Result } from "../outbox.js" */

/** Asks about a reading that looks like a slip of the hand. @param {{doubt: Doubt}} props */
export function DoubtCard({ doubt: { reading, words } }) {
  const log = useLog();
  const [editing, setEditing] = useState(false);
  const [result, setResult] = useState(/** @type {Result | null} */ (null));
  async function confirm() {
    setResult(await log([confirmReading(reading, Date.now())], "Kept as it is."));
  }
  return html`<section class="card doubt" id="doubt" aria-labelledby="doubt-title">
    <h2 id="doubt-title">Is that right?</h2>
    <p><b>${words}</b> Until you say so, the estimate hardly follows it.</p>
    <p class="buttons"><button type="button" id="doubt-confirm" disabled=${result?.fate === "waiting"} onClick=${confirm}>Yes, it is right</button>
      <button type="button" id="doubt-correct" onClick=${() => setEditing(true)}>Correct it</button>
      <span role="status">${result && result.fate !== "kept" ? FATES[result.fate] : ""}</span></p>
    ${editing && html`<${ReadingDialog} reading=${reading} onClose=${() => setEditing(false)} />`}
  </section>`;
}
