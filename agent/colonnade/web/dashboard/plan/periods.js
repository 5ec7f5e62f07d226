// @ts-check
import { retract } from "../entries.js";
import { Confirm } from "../parts/confirm.js";
import { failureWords } from "../failures.js";
import { useLog } from "../parts/log.js";
import { useAnswer, useScreen } from "../screen.js";
import { shortDay } from "../times.js";
import { html, useState } from "../vendor/htm-preact-standalone.module.js";
import { capital } from "../words.js";
import { PeriodDialog } from "./period-dialog.js";

/** @import { Period, PeriodPage as Page } from "../generated/types.js" */
/** @typedef {{period?: Period}} Editing */

/** @param {import("../screen.js").App["api"]} api @returns {Promise<Period[]>} all of them: there are few */
async function readPeriods(api) {
  /** @type {Period[]} */
  let items = [];
  let target = "/api/v1/periods?limit=500";
  for (;;) {
    const page = /** @type {Page} */ (await api.get(target));
    items = [...items, ...page.items];
    if (page.next === null) return items;
    target = `/api/v1/periods?limit=500&cursor=${encodeURIComponent(page.next)}`;
  }
}

/** Days on which an empty log means something else. */
export function PeriodsCard() {
  const { answer, failure } = useAnswer(readPeriods, []);
  const [editing, setEditing] = useState(/** @type {Editing | null} */ (null));
  return html`<section class="card" id="periods" aria-labelledby="periods-title">
    <h2 id="periods-title">Away and unlogged days</h2>
    <p class="soft"><b>Away:</b> nothing was done and nothing is expected.${" "}
      <b>Unlogged:</b> you were active, but did not log it.</p>
    ${failure && html`<p class="fault" role="alert">${failureWords(failure)}</p>`}
    ${answer === null ? html`<div class="ghost ghost-list"></div>` : html`<ul class="rows">
      ${answer.map((period) => html`<${PeriodRow} key=${period.id} period=${period}
        onEdit=${() => setEditing({ period })} />`)}
    </ul>`}
    <button type="button" id="add-period" onClick=${() => setEditing({})}>Add days</button>
    ${editing && html`<${PeriodDialog} ...${editing} onClose=${() => setEditing(null)} />`}
  </section>`;
}

/** @param {{period: Period, onEdit: () => void}} props */
function PeriodRow({ period, onEdit }) {
  const log = useLog();
  const today = useScreen().state?.today.day ?? "";
  const [start, end] = [shortDay(period.start, today), shortDay(period.end, today)];
  const span = start === end ? start : `${start} to ${end}`;
  const about = `${capital(period.period)}, ${span}`;
  return html`<li data-id=${period.id} data-period=${period.period}>
    <div><b>${capital(period.period)}</b> <span class="soft">${span}</span></div>
    <span class="actions">
      <button type="button" class="small" aria-label=${`Edit: ${about}`} onClick=${onEdit}>Edit</button>
      <${Confirm} label="Remove" about=${about} question="Remove?"
        onYes=${() => void log([retract("period", period.id, Date.now())], `${about}: removed.`)} />
    </span>
  </li>`;
}
