// @ts-check
import { failureWords } from "../failures.js";
import { WideTable } from "../parts/plain-table.js";
import { Skeleton } from "../parts/skeleton.js";
import { useAnswer, useApp, useScreen } from "../screen.js";
import { html, useEffect, useState } from "../vendor/htm-preact-standalone.module.js";
import { capital, counted, PILLARS, pillarWords } from "../words.js";

/** @import { Estimate, Kind, TrackRecord, WhatMoved } from "../generated/types.js" */
/** @typedef {{moved: WhatMoved, record: TrackRecord}} Own what was learnt of this person */

/** What is assumed, what was learnt, and what cannot be known, with the person's own numbers. */
export function HowPage() {
  const { state } = useScreen();
  const { answer, failure } = useAnswer(async (api) => {
    const [moved, record] = await Promise.all([api.get("/api/v1/contributions"), api.get("/api/v1/track-record")]);
    return { moved, record };
  }, []);
  const own = /** @type {Own | null} */ (answer);
  if (state === null) return html`<${Skeleton} />`;
  return html`<div class="how" id="how-page">
    <div class="day"><h1>How the estimate works</h1></div>
    ${failure && html`<p class="fault" role="alert">${failureWords(failure)}</p>`}
    <${Assumed} />
    <section class="card" id="how-learnt" aria-labelledby="how-learnt-title" aria-busy=${String(own === null)}>
      <h2 id="how-learnt-title">What was learnt from you</h2>
      ${own ? html`<${Learnt} own=${own} estimate=${state.estimate} />` : html`<div class="ghost ghost-list"></div>`}
    </section>
    <${Unknown} />
  </div>`;
}

function Assumed() {
  return html`<section class="card" id="how-assumed" aria-labelledby="how-assumed-title">
    <h2 id="how-assumed-title">What is assumed</h2>
    <p>LinkedIn does not publish how it makes the four numbers. So the estimate does not hold one formula but eighty-four
      guesses at once. Eighty of them heed your log; they differ in how far back it matters (weeks to months), how late it
      shows (up to six days), and how soon more of the same counts less. Four ignore it, since the numbers may move for reasons of their own; at the start they
      have a third of the belief.</p>
    <p>Before any reading, each sort of activity is believed to be worth some points; these are read from public advice,
      and are assumptions. The first few a week count most, and more of the same counts less and less.</p>
    <p>An empty day in a lively fortnight counts as forgotten rather than idle. A period “away” counts as nothing done;
      a period “not logged” leaves everything as it was, and widens the ranges.</p>
    <${Points} />
  </section>`;
}

/** The catalogue's points, for who wants to see them. */
function Points() {
  const { kinds } = useApp();
  const [known, setKnown] = useState(/** @type {Kind[] | null} */ (null));
  const [shown, setShown] = useState(false);
  useEffect(() => {
    if (shown) kinds().then(setKnown, () => setShown(false));
  }, [shown]);
  const rows = (known ?? []).flatMap(({ pillar, channels }) => channels.map(({ label, points }) => ({
    pillar, cells: [label, ...points.map((one) => (one === 0 ? "·" : one))],
  })));
  return html`<button type="button" class="link" aria-expanded=${String(shown)} aria-controls="how-points"
      onClick=${() => setShown(!shown)}>${shown ? "Hide the points assumed" : "Show the points assumed"}</button>
    ${shown && known && html`<${WideTable} id="how-points"
      caption="Points assumed of each activity, done as much as counts" heads=${["Activity", ...PILLARS.map(capital)]} rows=${rows} />`}`;
}

/** @param {{own: Own, estimate: Estimate}} props */
function Learnt({ own: { moved, record }, estimate }) {
  const rows = moved.pillars.map(({ pillar, chance, words }) => {
    const { value, range } = pillarWords(estimate.pillars[pillar]);
    const known = estimate.basis === "prior" ? "not known yet" : value;
    return { pillar, cells: [capital(pillar), html`${known} <small>${range}</small>`, `${Math.round(100 * chance)} %`, words] };
  });
  return html`<p>${readingsWords(moved.readings)} Each reading says which of the guesses to trust: whoever foresaw it gains
      belief, whoever did not loses some. The range is where the number lies in eight of ten cases.</p>
    <${WideTable} id="how-own" caption="What is believed of your pillars today"
      heads=${["Pillar", "Today", "That your log moves nothing", "In the last four weeks"]} rows=${rows} />
    <p id="how-track">${record.track.words}</p>`;
}

/** @param {number} readings @returns {string} */
export function readingsWords(readings) {
  if (readings === 0) return "You have not entered a reading yet: everything here is assumption so far.";
  return `You have entered ${counted(readings, "reading")}.`;
}

function Unknown() {
  return html`<section class="card" id="how-unknown" aria-labelledby="how-unknown-title">
    <h2 id="how-unknown-title">What cannot be known</h2>
    <p>What LinkedIn counts, how long it remembers, and when it changes its mind. What you did and did not log. What
      others do to you: a profile that is found, a post that is passed on. Whether two things always done together each
      matter, or only one of them; doing them apart for a while would tell.</p>
    <p>A reading that lies far from everything expected may be a slip of the hand: it is kept, hardly followed, and you
      are asked. Confirmed, it is believed.</p>
    <p>So every number here is an estimate from your own log, never LinkedIn's number.</p>
  </section>`;
}
