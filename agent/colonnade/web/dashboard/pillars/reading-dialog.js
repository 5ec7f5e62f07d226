// @ts-check
import { amendReading, draftOfReading, READING_POINTERS, recordReading } from "../entries.js";
import { DraftDialog } from "../parts/draft.js";
import { Field, faultsAt, valueTo } from "../parts/field.js";
import { wallHere } from "../times.js";
import { html } from "../vendor/htm-preact-standalone.module.js";
import { capital } from "../words.js";

/** @import { FieldFault, Reading } from "../generated/types.js" */
/** @import { ReadingDraft as Draft } from "../entries.js" */
/** @import { Read } from "./paste-dialog.js" */

/** The official page's own order and titles. @type {[string, string][]} */
const SCORES = [
  ["/brand", "Establish your professional brand"],
  ["/find", "Find the right people"],
  ["/engage", "Engage with insights"],
  ["/build", "Build relationships"],
];
/** @type {[string, string]} */
const TOTAL = ["/total", "Total of 100"];
/** @type {[string, string][]} */
const RANKS = [
  ["/industry_rank", "Industry rank: top … %"],
  ["/network_rank", "Network rank: top … %"],
];
const GROUPS = ["industry", "network"];

/**
 * Enters a reading, or corrects one; what was read of a pasted text is looked over here.
 * @param {{reading?: Reading, read?: Read, onClose: () => void}} props
 */
export function ReadingDialog({ reading, read, onClose }) {
  const today = wallHere(new Date().toISOString()).day;
  const first = reading ? draftOfReading(reading) : { day: today, texts: read?.texts ?? {} };
  const doubts = read?.doubts ?? [];
  /** @param {Draft} draft */
  const make = (draft) => (reading ? amendReading(reading, draft, Date.now()) : recordReading(draft, Date.now()));
  return html`<${DraftDialog} id="reading-dialog" title=${reading ? "Correct this reading" : "Enter a reading"}
    verb=${reading ? "Save the correction" : "Keep the reading"} first=${first} make=${make} mending=${null}
    pointers=${["/at", ...READING_POINTERS]} Fields=${ReadingFields} onClose=${onClose}
    before=${doubts.length > 0 && html`<ul class="doubts">${doubts.map((doubt) => html`<li>${doubt}</li>`)}</ul>`} />`;
}

/** @param {{draft: Draft, faults: FieldFault[], onChange: (draft: Draft) => void}} props */
function ReadingFields({ draft, faults, onChange }) {
  /** @param {[string, string]} field */
  const number = ([pointer, label]) => html`<${Field} id=${`reading${pointer.replaceAll("/", "-")}`} label=${label}
    faults=${faultsAt(faults, pointer)} control=${(/** @type {object} */ names) => html`<input ...${names}
      inputmode="decimal" autocomplete="off" value=${draft.texts[pointer] ?? ""}
      onInput=${valueTo((text) => onChange({ ...draft, texts: { ...draft.texts, [pointer]: text } }))} />`} />`;
  const more = READING_POINTERS.slice(SCORES.length + 1).some((pointer) => draft.texts[pointer]);
  return html`
    <p class="soft">What the page does not show is left empty; the total alone helps, too.</p>
    <div class="fields two">${[...SCORES, TOTAL].map(number)}</div>
    <${Field} id="reading-day" label="Read on" faults=${faultsAt(faults, "/at")}
      control=${(/** @type {object} */ names) => html`<input ...${names} type="date" required value=${draft.day}
        onChange=${valueTo((day) => onChange({ ...draft, day }))} />`} />
    <details open=${more}><summary>More, where the page shows it</summary>
      <div class="fields two">${RANKS.map(number)}</div>
      ${GROUPS.map((group) => html`<fieldset><legend>Average of your ${group}</legend>
        <div class="fields two">${number([`/${group}/total`, "Total"])}${SCORES.map(([pointer]) =>
          number([`/${group}${pointer}`, capital(pointer.slice(1))]))}</div>
      </fieldset>`)}
    </details>`;
}
