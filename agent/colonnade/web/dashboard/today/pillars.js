// @ts-check
import { html, useState } from "../vendor/htm-preact-standalone.module.js";
import { capital, laggingWords, PILLARS, pillarWords, rankWords, totalWords } from "../words.js";
import { ColonnadeDrawing } from "./colonnade.js";

/** @import { Estimate, Rank, Today } from "../generated/types.js" */

/** What the drawing shows, or where it does not fit, the numbers alone. @param {{known: boolean, today: Today}} props */
function Note({ known, today }) {
  return html`
    <span class="drawn">${known ? "Filled: the estimate." : "Outline: the value is not known yet."}${" "}
      Bracket: where it lies in eight of ten cases.${today.reading && " At its right: the last reading."}
      ${today.industry && " At its left: your industry's average."}</span>
    <span class="numbers">The range: where it lies in eight of ten cases.</span>${" "}
    An estimate from your own log, not LinkedIn's number.`;
}

/** @param {{group: string, rank: Rank | null, today: string}} props */
export function RankFact({ group, rank, today }) {
  if (rank === null) return null;
  return html`<div data-rank=${group}><dt>${group} rank</dt>
    <dd>top ${rank.value} %<small>${rankWords(rank, today)}</small></dd></div>`;
}

/** The four pillars, drawn, with a table behind. @param {{estimate: Estimate, today: Today}} props */
export function PillarsCard({ estimate, today }) {
  const [table, setTable] = useState(false);
  const total = totalWords(estimate.total);
  const known = estimate.basis !== "prior";
  return html`<section class="card" id="pillars" data-basis=${estimate.basis} aria-labelledby="pillars-title">
    <h2 id="pillars-title">Pillars</h2>
    <dl class="facts"><div>
      <dt>Estimate of 100</dt>
      <dd>${known ? total.value : html`<span class="unknown">not known yet</span>`}<small>${total.range}</small></dd>
    </div>
      <${RankFact} group="Industry" rank=${today.industry_rank} today=${today.day} />
      <${RankFact} group="Network" rank=${today.network_rank} today=${today.day} />
    </dl>
    <${ColonnadeDrawing} estimate=${estimate} today=${today} />
    <ul class="labels">
      ${PILLARS.map((pillar) => html`<${PillarLabel} key=${pillar} ...${{ pillar, estimate, known }} />`)}
    </ul>
    ${table && html`<${PillarsTable} estimate=${estimate} known=${known} />`}
    ${today.lagging && html`<p class="lagging"><b>Lagging: ${capital(today.lagging.pillar)}.</b>${" "}
      ${laggingWords(today).join(" ")}</p>`}
    ${today.guard.map(({ measure, words }) => html`<p class="lagging" data-guard=${measure}><b>Quality falls.</b> ${words}</p>`)}
    <p class="note"><${Note} known=${known} today=${today} />${" "}
      <button type="button" class="link" aria-expanded=${String(table)} aria-controls="pillars-table"
        onClick=${() => setTable(!table)}>${table ? "Hide the table" : "Show as table"}</button></p>
  </section>`;
}

/** @param {{pillar: import("../drawing.js").Pillar, estimate: Estimate, known: boolean}} props */
function PillarLabel({ pillar, estimate, known }) {
  const { value, range } = pillarWords(estimate.pillars[pillar]);
  return html`<li data-pillar=${pillar}>
    <b><i class="swatch" aria-hidden="true"></i>${capital(pillar)}${known && ` ${value}`}</b>
    <span>${known ? range : html`not known yet<br />${range}`}</span>
  </li>`;
}

/** @param {{estimate: Estimate, known: boolean}} props */
function PillarsTable({ estimate, known }) {
  const { pillars } = estimate;
  const rows = PILLARS.map((pillar) => ({ name: capital(pillar), limit: 25, ...pillarWords(pillars[pillar]) }));
  const total = { name: "Total", limit: 100, ...totalWords(estimate.total) };
  return html`<table id="pillars-table" class="plain">
    <caption class="hidden">Estimates with the range of eight in ten cases</caption>
    <thead>
      <tr>${["Pillar", "Estimate", "Eight in ten", "Of"].map((head) => html`<th scope="col">${head}</th>`)}</tr>
    </thead>
    <tbody>${[...rows, total].map(({ name, limit, value, range }) => html`<tr>
      <th scope="row">${name}</th><td>${known ? value : "not known yet"}</td><td>${range}</td><td>${limit}</td>
    </tr>`)}</tbody>
  </table>`;
}
