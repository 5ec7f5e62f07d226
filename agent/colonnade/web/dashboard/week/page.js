// @ts-check
import { failureWords, Problem } from "../failures.js";
import { useAnswer, useApp, useScreen } from "../screen.js";
import { html, useEffect, useRef, useState } from "../vendor/htm-preact-standalone.module.js";
import { Chooser } from "./chooser.js";
import { ExportCard } from "./export.js";
import { Ghosts } from "./ghosts.js";
import { KindsCard } from "./kinds.js";
import { MonthPage } from "./month.js";
import { MovedCard, NextCard, NotesCard, PeriodsCard, QualityCard, RoutineCard } from "./cards.js";
import { WeekPillarsCard } from "./pillars.js";
import { NEWEST, spanWords, weekTitle } from "./weeks.js";

/** @import { Summary } from "../generated/types.js" */
/** @typedef {"mine" | "coach"} Form */

/** A week, or a month where the address names one. */
export function WeekPage() {
  const { query } = useScreen();
  const month = new URLSearchParams(query).get("month");
  return month === null ? html`<${OneWeek} />` : html`<${MonthPage} name=${month} />`;
}

/** A week as it is exported, with the week before beside it. */
function OneWeek() {
  const { query, state } = useScreen();
  const { go } = useApp();
  const [form, setForm] = useState(/** @type {Form} */ ("mine"));
  const week = new URLSearchParams(query).get("week") ?? NEWEST;
  const { summary, failure, busy } = useSummary(week, form);
  const today = state?.today.day ?? summary?.last ?? "";
  useNews(summary);
  return html`<div class="week" id="week" aria-busy=${String(busy)}>
    <div class="day"><h1>${summary ? weekTitle(summary.week) : "Week"}</h1>
      <p class="soft">${summary && `${spanWords(summary.first, summary.last)}${summary.whole ? "" : ", not over yet"}`}</p>
      <${Chooser} summary=${summary} today=${today}
        onChoose=${(/** @type {string} */ chosen) => go("/week", `?week=${chosen}`)} />
      <button type="button" id="to-month" onClick=${() => go("/week", "?month=newest")}>Review a month</button></div>
    ${failure !== null && html`<p class="fault" role="alert">${failureWords(failure)}
      ${summary === null && failure instanceof Problem && html` <button type="button" class="link" id="newest"
        onClick=${() => go("/week")}>Show the newest week</button>`}</p>`}
    <${ExportCard} of="summaries" week=${summary?.week ?? null} form=${form} onForm=${setForm} />
    ${summary ? html`<${Sheet} summary=${summary} today=${today} />` : failure === null && html`<${Ghosts} />`}
  </div>`;
}

/** What the agent says of a week; the one before stands until it does. @param {string} week @param {Form} form */
function useSummary(week, form) {
  const asked = `${week} ${form}`;
  const { answer, failure } = useAnswer(
    async (api) => ({ asked, summary: await api.get(`/api/v1/summaries/${encodeURIComponent(week)}?form=${form}`) }),
    [asked],
  );
  const summary = /** @type {Summary | null} */ (answer?.summary ?? null);
  return { summary, failure, busy: failure === null && answer?.asked !== asked };
}

/** Says aloud which week is shown once it is another. @param {Summary | null} summary */
function useNews(summary) {
  const { screen } = useApp();
  const before = useRef(/** @type {string | null} */ (null));
  useEffect(() => {
    if (summary === null) return;
    const said = `${weekTitle(summary.week)}, ${spanWords(summary.first, summary.last)}. ${summary.left_out ?? ""}`.trim();
    if (before.current !== null && before.current !== said) screen.set({ said });
    before.current = said;
  }, [summary]);
}

/** @param {{summary: Summary, today: string}} props */
function Sheet({ summary, today }) {
  const { kinds, outcomes } = summary;
  return html`
    ${summary.left_out !== null && html`<p class="left-out">${summary.left_out}</p>`}
    <div class="sheet">
      <div>
        <${WeekPillarsCard} summary=${summary} today=${today} />
        <${MovedCard} moved=${summary.moved} />
        <${KindsCard} id="kinds" title="Activity" kinds=${kinds} summary=${summary} />
        ${outcomes.length > 0 && html`<${KindsCard} id="outcomes" title="Outcomes, beside every score" kinds=${outcomes}
          summary=${summary} />`}
      </div>
      <div>
        <${NextCard} summary=${summary} />
        <${RoutineCard} habits=${summary.habits} />
        <${QualityCard} shares=${summary.shares} />
        ${summary.periods.length > 0 && html`<${PeriodsCard} periods=${summary.periods} today=${today} />`}
      </div>
      ${summary.notes.length > 0 && html`<${NotesCard} notes=${summary.notes} today=${today} />`}
    </div>`;
}
