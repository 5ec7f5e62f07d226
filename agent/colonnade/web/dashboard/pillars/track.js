// @ts-check
import { failureWords } from "../failures.js";
import { useLater } from "../parts/later.js";
import { useAnswer } from "../screen.js";
import { html, useState } from "../vendor/htm-preact-standalone.module.js";

/** @import { TrackRecord } from "../generated/types.js" */

const loadTable = async () => (await import("./tables.js")).TrackTable;

/** What was believed the day before each reading, and how that went. @param {{today: string}} props */
export function TrackCard({ today }) {
  const [table, setTable] = useState(false);
  const drawTable = useLater(loadTable);
  const { answer, failure } = useAnswer((api) => api.get("/api/v1/track-record"), [today]);
  const record = /** @type {TrackRecord | null} */ (answer);
  return html`<section class="card wide-card" id="track" aria-labelledby="track-title" aria-busy=${String(record === null)}>
    <h2 id="track-title">How it did so far</h2>
    ${failure && html`<p class="fault" role="alert">${failureWords(failure)}</p>`}
    <p class="track-words">${record?.track.words}</p>
    <p class="history-key">What was believed the day before each of the last ${record?.readings ?? ""} readings, beside what was read.${" "}
      <button type="button" class="link" aria-expanded=${String(table)} aria-controls="track-table"
        onClick=${() => setTable(!table)}>${table ? "Hide the table" : "Show as table"}</button></p>
    ${table && record && drawTable({ record, today })}
  </section>`;
}
