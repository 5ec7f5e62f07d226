// @ts-check
import { ForWhom } from "../parts/for-whom.js";
import { plusDays } from "../times.js";
import { html, useState } from "../vendor/htm-preact-standalone.module.js";
import { CatchUpDialog } from "./catch-up.js";
import { habitLine, shareFar, shareLine, streakLine } from "./habit-words.js";
import { UnansweredDays } from "./unanswered.js";

/** @import { HabitProgress, ReplyShare, Today } from "../generated/types.js" */

/** More squares than this are counted faster as a number. */
const MOST_PIPS = 8;

/** @param {{today: Today}} props */
export function RoutineCard({ today }) {
  const [behind, setBehind] = useState(/** @type {string | null} */ (null));
  const open = (/** @type {string} */ day) => setBehind(day);
  return html`<section class="card" id="routine" aria-labelledby="routine-title">
    <h2 id="routine-title">Routine</h2>
    ${today.unanswered && html`<${UnansweredDays} days=${today.unanswered} today=${today.day} onForgot=${open} />`}
    <ul>${today.habits.map((habit) => html`<${HabitRow} key=${habit.id} habit=${habit}
      share=${habit.of === "replies" ? today.share : null} />`)}</ul>
    <${ForWhom} kinds=${today.habits.map(({ kind }) => kind)} audience=${today.audience} />
    <p class="buttons"><button type="button" class="small" id="catch-up" onClick=${() => open(plusDays(today.day, -1))}>Catch up</button></p>
    ${behind && html`<${CatchUpDialog} today=${today} before=${behind} onClose=${() => setBehind(null)} />`}
  </section>`;
}

/** @param {{habit: HabitProgress, share: ReplyShare | null}} props */
function HabitRow({ habit, share }) {
  const { id, name, pillar, due } = habit;
  return html`<li class="habit" data-habit=${id} data-pillar=${pillar} data-due=${String(due)}>
    <span>${name}</span>
    ${share ? html`<span class="pips">${shareFar(habit)}</span><small>${shareLine(habit, share)}</small>`
      : html`<${Pips} ...${habit} /><small>${habitLine(habit)}</small>`}
    ${streakLine(habit) && html`<small class="streak">${streakLine(habit)}</small>`}
  </li>`;
}

/** @param {HabitProgress} habit */
function Pips({ done, target }) {
  const over = done > target ? html`<span class="over" aria-hidden="true">+${done - target}</span>` : null;
  const words = `${done} of ${target}`;
  const data = { "data-done": done, "data-target": target };
  if (target > MOST_PIPS) return html`<span class="pips" ...${data}>${words}</span>`;
  const pips = Array.from({ length: target }, (_, index) => html`<i class=${index < done ? "on" : ""}></i>`);
  return html`<span class="pips" role="img" aria-label=${words} ...${data}>${pips}${over}</span>`;
}
