// @ts-check
import { amendPeriod, recordPeriod } from "../entries.js";
import { DraftDialog } from "../parts/draft.js";
import { Field, faultsAt, valueTo } from "../parts/field.js";
import { wallHere } from "../times.js";
import { html } from "../vendor/htm-preact-standalone.module.js";

/** @import { FieldFault, Period } from "../generated/types.js" */
/** @import { PeriodDraft as Draft } from "../entries.js" */

const POINTERS = ["/period", "/start", "/end"];
/** @type {[Draft["period"], string][]} */
const MEANINGS = [
  ["away", "Away: nothing was done; the habits expect nothing, and the score may fall."],
  ["unlogged", "Unlogged: you were active, but did not log it; what was known before is held."],
];

/** Adds a period, or changes one. @param {{period?: Period, onClose: () => void}} props */
export function PeriodDialog({ period, onClose }) {
  const today = wallHere(new Date().toISOString()).day;
  /** @param {Draft} draft */
  const make = (draft) => (period ? amendPeriod(period, draft, Date.now()) : recordPeriod(draft, Date.now()));
  return html`<${DraftDialog} id="period-dialog" title=${period ? "Change these days" : "Add days"}
    verb=${period ? "Save the change" : "Add them"} first=${period ?? { period: "away", start: today, end: today }}
    make=${make} mending=${null} pointers=${POINTERS} Fields=${PeriodFields} onClose=${onClose} />`;
}

/** @param {{draft: Draft, faults: FieldFault[], onChange: (draft: Draft) => void}} props */
function PeriodFields({ draft, faults, onChange }) {
  const day = (/** @type {"start" | "end"} */ name) => (/** @type {object} */ names) => html`<input
    ...${names} type="date" required value=${draft[name]}
    onChange=${valueTo((value) => onChange({ ...draft, [name]: value }))} />`;
  return html`
    <fieldset><legend>What were they?</legend>
      ${MEANINGS.map(([period, words]) => html`<label class="choice"><input type="radio" name="period" value=${period}
        checked=${draft.period === period} onChange=${() => onChange({ ...draft, period })} /> ${words}</label>`)}
    </fieldset>
    <div class="fields">
      <${Field} id="period-start" label="First day" faults=${faultsAt(faults, "/start")} control=${day("start")} />
      <${Field} id="period-end" label="Last day" faults=${faultsAt(faults, "/end")} control=${day("end")} />
    </div>`;
}
