// @ts-check
import { failureWords } from "../failures.js";
import { useLater } from "../parts/later.js";
import { useAnswer } from "../screen.js";
import { html, useState } from "../vendor/htm-preact-standalone.module.js";
import { capital } from "../words.js";

/** @import { PillarMoved, WhatMoved } from "../generated/types.js" */

/** @type {[number, string][]} days, and how that is called */
const WINDOWS = [[28, "4 weeks"], [56, "8 weeks"], [91, "3 months"], [182, "6 months"]];

const loadTable = async () => (await import("./tables.js")).MovedTable;

/** What recent activity probably did to each pillar. @param {{today: string}} props */
export function MovedCard({ today }) {
  const [days, setDays] = useState(28);
  const [table, setTable] = useState(false);
  const drawTable = useLater(loadTable);
  const { answer, failure } = useAnswer((api) => api.get(`/api/v1/contributions?window=${days}`), [days, today]);
  const moved = /** @type {WhatMoved | null} */ (answer);
  return html`<section class="card wide-card" id="moved" aria-labelledby="moved-title" aria-busy=${String(moved === null)}>
    <div class="history-head"><h2 id="moved-title">What probably moved them</h2>
      <label>In the last <select id="moved-window" value=${String(days)}
        onChange=${(/** @type {{currentTarget: HTMLSelectElement}} */ { currentTarget }) => setDays(Number(currentTarget.value))}>
        ${WINDOWS.map(([window, words]) => html`<option value=${String(window)}>${words}</option>`)}</select></label></div>
    ${failure && html`<p class="fault" role="alert">${failureWords(failure)}</p>`}
    ${moved === null ? html`<div class="ghost ghost-told"></div>` : html`<ul class="told">
      ${moved.pillars.map((pillar) => html`<${Told} key=${pillar.pillar} pillar=${pillar} />`)}</ul>`}
    <p class="history-key">Points that today's estimate would lack without it; each lies in its range in eight of ten cases.${" "}
      <button type="button" class="link" aria-expanded=${String(table)} aria-controls="moved-table"
        onClick=${() => setTable(!table)}>${table ? "Hide the table" : "Show as table"}</button></p>
    ${table && moved && drawTable({ moved })}
  </section>`;
}

/** @param {{pillar: Pick<PillarMoved, "pillar" | "words">}} props */
export function Told({ pillar: { pillar, words } }) {
  return html`<li data-pillar=${pillar}><i class="swatch" aria-hidden="true"></i><b>${capital(pillar)}.</b> ${words}</li>`;
}
