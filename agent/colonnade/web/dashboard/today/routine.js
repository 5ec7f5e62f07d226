// @ts-check
import { ForWhom } from "../parts/for-whom.js";
import { html } from "../vendor/htm-preact-standalone.module.js";
import { habitLine } from "../words.js";

/** @import { HabitProgress } from "../generated/types.js" */

/** More squares than this are counted faster as a number. */
const MOST_PIPS = 8;

/** @param {{habits: HabitProgress[], audience: string}} props */
export function RoutineCard({ habits, audience }) {
  return html`<section class="card" id="routine" aria-labelledby="routine-title">
    <h2 id="routine-title">Routine</h2>
    <ul>${habits.map((habit) => html`<${HabitRow} key=${habit.id} habit=${habit} />`)}</ul>
    <${ForWhom} kinds=${habits.map(({ kind }) => kind)} audience=${audience} />
  </section>`;
}

/** @param {{habit: HabitProgress}} props */
function HabitRow({ habit }) {
  const { id, name, pillar, due } = habit;
  return html`<li class="habit" data-habit=${id} data-pillar=${pillar} data-due=${String(due)}>
    <span>${name}</span><${Pips} ...${habit} /><small>${habitLine(habit)}</small>
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
