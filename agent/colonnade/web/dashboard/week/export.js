// @ts-check
import { failureWords } from "../failures.js";
import { useApp } from "../screen.js";
import { html, useState } from "../vendor/htm-preact-standalone.module.js";
import { save } from "./save.js";

/** @import { Form } from "./page.js" */
/** @typedef {{words: string, failure: unknown}} Said */

/** @type {[string, string][]} what the agent calls it, and how people do */
const FORMATS = [["html", "HTML"], ["pdf", "PDF"], ["md", "Markdown"], ["csv", "CSV"], ["json", "JSON"]];
/** @type {[Form, string][]} */
const FORMS = [["mine", "All of it, for me"], ["coach", "Coach copy: no names, notes, outcomes"]];
/** @type {Said} */
const NOTHING = { words: "", failure: null };

/**
 * The week or the month as a file, or on paper, in one of its two forms; the page shows the one chosen.
 * @param {{of: "summaries" | "months", week: string | null, form: Form, onForm: (form: Form) => void}} props
 *   `week` is its name, null while none is shown
 */
export function ExportCard({ of, week, form, onForm }) {
  const { api } = useApp();
  const [said, setSaid] = useState(NOTHING);

  /** @param {string} format */
  async function take(format) {
    const name = `colonnade-${week}${form === "coach" ? "-coach" : ""}.${format}`;
    setSaid({ words: `${name} is being made.`, failure: null });
    try {
      save(await api.file(`/api/v1/${of}/${week}?format=${format}&form=${form}`), name);
      setSaid({ words: `Saved: ${name}`, failure: null });
    } catch (failure) {
      setSaid({ words: "", failure });
    }
  }
  return html`<section class="card" id="export" aria-labelledby="export-title">
    <h2 id="export-title">Take it along</h2>
    <p id="export-said" class="soft" role="status">${said.words}</p>
    <fieldset><legend class="hidden">For whom</legend>
      ${FORMS.map(([value, label]) => html`<label><input type="radio" name="form" value=${value} checked=${form === value}
        onChange=${() => onForm(value)} /> ${label}</label>`)}</fieldset>
    <p class="buttons">
      <button type="button" class="go" id="print" disabled=${week === null} onClick=${() => print()}>Print</button>
      ${FORMATS.map(([format, name]) => html`<button type="button" data-format=${format} disabled=${week === null}
        aria-label=${`Save as ${name}`} onClick=${() => take(format)}>${name}</button>`)}
    </p>
    <p class="fault" role="alert">${said.failure ? failureWords(said.failure) : ""}</p>
  </section>`;
}
