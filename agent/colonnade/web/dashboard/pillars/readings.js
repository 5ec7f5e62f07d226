// @ts-check
import { retract } from "../entries.js";
import { failureWords } from "../failures.js";
import { Confirm } from "../parts/confirm.js";
import { useLog } from "../parts/log.js";
import { useAnswer } from "../screen.js";
import { shortDay } from "../times.js";
import { html, useState } from "../vendor/htm-preact-standalone.module.js";
import { capital, PILLARS } from "../words.js";
import { PasteDialog } from "./paste-dialog.js";
import { ReadingDialog } from "./reading-dialog.js";

/** @import { Reading } from "../generated/types.js" */
/** @import { Read } from "./paste-dialog.js" */
/** @typedef {{reading?: Reading, read?: Read}} Editing */

const SHOWN = 20;

/** The official numbers, as the person read them; newest first. @param {{today: string}} props */
export function ReadingsCard({ today }) {
  const [limit, setLimit] = useState(SHOWN);
  const { answer, failure } = useAnswer((api) => api.get(`/api/v1/readings?limit=${limit}`), [limit]);
  const [editing, setEditing] = useState(/** @type {Editing | null} */ (null));
  const [pasting, setPasting] = useState(false);
  const readings = /** @type {Reading[] | null} */ (answer?.items ?? null);
  return html`<section class="card" id="readings" aria-labelledby="readings-title">
    <h2 id="readings-title">Readings</h2>
    <p class="soft">A reading is what the network's own Social Selling Index page shows of you today. Every account has
      one: search the web for “LinkedIn Social Selling Index” and sign in there. One reading a week is enough.</p>
    <p class="buttons"><button type="button" class="go" id="add-reading" onClick=${() => setEditing({})}>Enter a reading</button>
      <button type="button" id="paste-reading" onClick=${() => setPasting(true)}>Paste the page's text</button></p>
    ${failure && html`<p class="fault" role="alert">${failureWords(failure)}</p>`}
    ${readings === null && html`<div class="ghost ghost-list"></div>`}
    ${readings?.length === 0 && html`<p class="calm">No reading yet: until there is one, the ranges stay wide.</p>`}
    ${readings && readings.length > 0 && html`<ul class="rows">
      ${readings.map((reading) => html`<${ReadingRow} key=${reading.id} reading=${reading} today=${today}
        onEdit=${() => setEditing({ reading })} />`)}
    </ul>`}
    ${answer?.next && limit < 500 && html`<button type="button" onClick=${() => setLimit(500)}>Show older ones</button>`}
    ${pasting && html`<${PasteDialog} onClose=${() => setPasting(false)} onRead=${(/** @type {Read} */ read) => {
      setPasting(false);
      setEditing({ read });
    }} />`}
    ${editing && html`<${ReadingDialog} ...${editing} onClose=${() => setEditing(null)} />`}
  </section>`;
}

/** @param {{reading: Reading, today: string, onEdit: () => void}} props */
function ReadingRow({ reading, today, onEdit }) {
  const log = useLog();
  const about = `Reading of ${shortDay(reading.day, today)}`;
  return html`<li data-id=${reading.id} data-day=${reading.day}>
    <div><b>${shortDay(reading.day, today)}</b> <span class="soft">${detailsOf(reading)}</span>
      <ul class="scores">${PILLARS.filter((pillar) => reading[pillar] !== null).map((pillar) => html`<li data-pillar=${pillar}>
        <i class="swatch" aria-hidden="true"></i>${capital(pillar)} <b>${reading[pillar]}</b></li>`)}</ul></div>
    <span class="actions">
      <button type="button" class="small" aria-label=${`Correct: ${about}`} onClick=${onEdit}>Correct</button>
      <${Confirm} label="Remove" about=${about} question="Remove?"
        onYes=${() => void log([retract("reading", reading.id, Date.now())], `${about}: removed.`)} />
    </span>
  </li>`;
}

/** @param {Reading} reading @returns {string} "total 37.4 · industry top 12 %" */
function detailsOf({ total, industry_rank, network_rank }) {
  const said = [
    total === null ? "" : `total ${total}`,
    industry_rank === null ? "" : `industry top ${industry_rank} %`,
    network_rank === null ? "" : `network top ${network_rank} %`,
  ];
  return said.filter((each) => each !== "").join(" · ");
}
