// @ts-check
import { useApp, useScreen } from "../screen.js";
import { html, useState } from "../vendor/htm-preact-standalone.module.js";
import { counted } from "../words.js";
import { Confirm } from "./confirm.js";

/** @import { Kept } from "../store.js" */
/** @typedef {{Form: typeof import("../activity/dialog.js").ActivityDialog, kept: Kept}} Mending */

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
  const [mending, setMending] = useState(/** @type {Mending | null} */ (null));
  /** The form's code came with the Activity page, long before anything could be refused. @param {Kept} kept */
  async function mend(kept) {
    const { ActivityDialog } = await import("../activity/dialog.js");
    setMending({ Form: ActivityDialog, kept });
  }
  const refused = kept.filter((one) => one.faults !== null);
  return html`
    ${refused.length > 0 && html`<section class="card" id="refused" aria-labelledby="refused-title">
      <h2 id="refused-title">${counted(refused.length, "entry", "entries")} refused</h2>
      <ul>${refused.map((one) => html`<${RefusedEntry} key=${one.entry} kept=${one}
        onMend=${() => void mend(one)} />`)}</ul>
    </section>`}
    ${mending && html`<${mending.Form} mending=${mending.kept} onClose=${() => setMending(null)} />`}
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
