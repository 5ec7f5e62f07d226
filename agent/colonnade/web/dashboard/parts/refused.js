// @ts-check
import { ActivityDialog } from "../activity/dialog.js";
import { useApp, useScreen } from "../screen.js";
import { html, useState } from "../vendor/htm-preact-standalone.module.js";
import { counted } from "../words.js";
import { Confirm } from "./confirm.js";

/** @import { Kept } from "../store.js" */

/** @type {Record<string, string>} */
const NAMES = { record: "An activity", amend: "A change", retract: "An undo" };

/** @param {Kept} kept @returns {string} */
function nameOf({ item }) {
  if (item.type === "record" && item.of !== "activity") return item.of === "period" ? "A period" : "A reading";
  return NAMES[item.type] ?? "An entry";
}

/** Entries the agent did not take, each with its reason; none is thrown away but by hand. */
export function RefusedEntries() {
  const { kept } = useScreen();
  const [mending, setMending] = useState(/** @type {Kept | null} */ (null));
  const refused = kept.filter((one) => one.faults !== null);
  return html`
    ${refused.length > 0 && html`<section class="card" id="refused" aria-labelledby="refused-title">
      <h2 id="refused-title">${counted(refused.length, "entry", "entries")} refused</h2>
      <ul>${refused.map((one) => html`<${RefusedEntry} key=${one.entry} kept=${one}
        onMend=${() => setMending(one)} />`)}</ul>
    </section>`}
    ${mending && html`<${ActivityDialog} mending=${mending} onClose=${() => setMending(null)} />`}
  `;
}

/** @param {{kept: Kept, onMend: () => void}} props */
function RefusedEntry({ kept, onMend }) {
  const { outbox } = useApp();
  const name = nameOf(kept);
  const mendable = kept.item.type === "record" && kept.item.of === "activity";
  return html`<li data-entry=${kept.entry}>
    <span>${name}: ${(kept.faults ?? []).map((fault) => fault.message).join(" ")}</span>
    ${mendable && html`<button type="button" class="small" onClick=${onMend}>Mend</button>`}
    <${Confirm} label="Throw away" about=${name} question="Throw away?"
      onYes=${() => void outbox.discard([kept.entry])} />
  </li>`;
}
