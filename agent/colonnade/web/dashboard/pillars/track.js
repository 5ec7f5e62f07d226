// @ts-check
import { failureWords } from "../failures.js";
import { WideTable } from "../parts/plain-table.js";
import { useAnswer } from "../screen.js";
import { shortDay } from "../times.js";
import { html, useState } from "../vendor/htm-preact-standalone.module.js";
import { capital } from "../words.js";

/** @import { TrackRecord } from "../generated/types.js" */

/** What was believed the day before each reading, and how that went. @param {{today: string}} props */
export function TrackCard({ today }) {
  const [table, setTable] = useState(false);
  const { answer, failure } = useAnswer((api) => api.get("/api/v1/track-record"), [today]);
  const record = /** @type {TrackRecord | null} */ (answer);
  return html`<section class="card wide-card" id="track" aria-labelledby="track-title" aria-busy=${String(record === null)}>
    <h2 id="track-title">How it did so far</h2>
    ${failure && html`<p class="fault" role="alert">${failureWords(failure)}</p>`}
    <p class="track-words">${record?.track.words}</p>
    <p class="history-key">What was believed the day before each of the last ${record?.readings ?? ""} readings, beside what was read.${" "}
      <button type="button" class="link" aria-expanded=${String(table)} aria-controls="track-table"
        onClick=${() => setTable(!table)}>${table ? "Hide the table" : "Show as table"}</button></p>
    ${table && record && html`<${TrackTable} record=${record} today=${today} />`}
  </section>`;
}

/** @param {{record: TrackRecord, today: string}} props */
function TrackTable({ record, today }) {
  const sums = record.pillars.map(({ pillar, track }) => ({
    pillar, cells: [capital(pillar), "", `${track.hits} of ${track.numbers} in range`, off(track.error), off(track.last_error)],
  }));
  const rows = record.pillars.flatMap(({ pillar, items }) => items.map((one) => ({
    pillar, day: one.day, cells: [
      `${capital(pillar)}, ${shortDay(one.day, today)}`, one.read,
      `${one.believed.toFixed(1)} (${one.low.toFixed(1)}–${one.high.toFixed(1)})`,
      off(one.believed - one.read), off(one.before - one.read),
    ],
  }))).sort((one, other) => other.day.localeCompare(one.day));
  return html`<${WideTable} id="track-table" caption="Readings beside what was believed the day before"
    heads=${["Reading", "Read", "Believed", "Off by", "The last one again: off by"]} rows=${[...sums, ...rows]} />`;
}

/** @param {number} error @returns {string} */
function off(error) {
  return Math.abs(error).toFixed(2);
}
