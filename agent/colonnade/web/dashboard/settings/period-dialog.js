// @ts-check
import { amendPeriod, recordPeriod } from "../entries.js";
import { Dialog } from "../parts/dialog.js";
import { Field, faultsAt, OtherFaults } from "../parts/field.js";
import { FATES, useLog } from "../parts/log.js";
import { useApp } from "../screen.js";
import { wallHere } from "../times.js";
import { html, useRef, useState } from "../vendor/htm-preact-standalone.module.js";

/** @typedef {import("../generated/types.js").Period} Period */
/** @typedef {import("../generated/types.js").FieldFault} FieldFault */
/** @typedef {import("../entries.js").PeriodDraft} Draft */
/** @typedef {import("../outbox.js").Result} Result */
/** @typedef {{currentTarget: HTMLInputElement}} Typed */

const POINTERS = ["/period", "/start", "/end"];

/** Adds a period, or changes one. @param {{period?: Period, onClose: () => void}} props */
export function PeriodDialog({ period, onClose }) {
  const { outbox } = useApp();
  const log = useLog();
  const today = wallHere(new Date().toISOString()).day;
  const [draft, setDraft] = useState(/** @type {Draft} */ (period ?? { period: "away", start: today, end: today }));
  const [result, setResult] = useState(/** @type {Result | null} */ (null));
  const refused = useRef(/** @type {string | null} */ (null));

  async function forget() {
    if (refused.current) await outbox.discard([refused.current]);
    refused.current = null;
  }

  /** @param {Event} event */
  async function save(event) {
    event.preventDefault();
    await forget();
    const item = /** @type {any} */ (period ? amendPeriod(period, draft, Date.now()) : recordPeriod(draft, Date.now()));
    if (item === null) return onClose();
    const outcome = await log([item]);
    if (outcome.fate === "kept") return onClose();
    if (outcome.fate === "refused") refused.current = item.entry;
    return setResult(outcome);
  }

  async function close() {
    await forget();
    onClose();
  }

  const faults = result?.faults ?? [];
  const waiting = result?.fate === "waiting";
  return html`<${Dialog} id="period-dialog" title=${period ? "Change these days" : "Add days"} onClose=${close}>
    <form onSubmit=${save}>
      <${OtherFaults} faults=${faults} pointers=${POINTERS} />
      <${PeriodFields} draft=${draft} faults=${faults} onChange=${setDraft} />
      <p role="status">${waiting ? FATES.waiting : ""}</p>
      <p class="buttons">
        ${waiting ? null : html`<button type="submit" class="go">${period ? "Save the change" : "Add them"}</button>`}
        <button type="button" onClick=${close}>${waiting ? "Close" : "Cancel"}</button>
      </p>
    </form>
  <//>`;
}

/** @param {{draft: Draft, faults: FieldFault[], onChange: (draft: Draft) => void}} props */
function PeriodFields({ draft, faults, onChange }) {
  /** @param {Typed} event */
  const choose = ({ currentTarget }) => onChange({ ...draft, period: currentTarget.value === "away" ? "away" : "unlogged" });
  return html`
    <fieldset><legend>What were they?</legend>
      ${[["away", "Away: nothing was done; the habits expect nothing, and the score may fall."],
        ["unlogged", "Unlogged: you were active, but did not log it; what was known before is held."]].map(([value, words]) => html`
        <label class="choice"><input type="radio" name="period" value=${value} checked=${draft.period === value} onChange=${choose} /> ${words}</label>`)}
    </fieldset>
    <div class="fields">
      <${Field} id="period-start" label="First day" faults=${faultsAt(faults, "/start")} control=${(/** @type {object} */ names) =>
        html`<input ...${names} type="date" required value=${draft.start} onChange=${(/** @type {Typed} */ event) =>
          onChange({ ...draft, start: event.currentTarget.value })} />`} />
      <${Field} id="period-end" label="Last day" faults=${faultsAt(faults, "/end")} control=${(/** @type {object} */ names) =>
        html`<input ...${names} type="date" required value=${draft.end} onChange=${(/** @type {Typed} */ event) =>
          onChange({ ...draft, end: event.currentTarget.value })} />`} />
    </div>`;
}
