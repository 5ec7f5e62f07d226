// @ts-check
import { html } from "../vendor/htm-preact-standalone.module.js";
import { weekFrom, weekOf } from "./weeks.js";

/** @import { Summary } from "../generated/types.js" */

/** @type {Record<string, number>} weeks to go */
const STEPS = { ArrowLeft: -1, ArrowRight: 1 };
/** Before it nothing is kept. */
const EARLIEST = "2003-W02";

/**
 * The week before, the week after, or the week of a day; on the two buttons the arrow keys do the same.
 * @param {{summary: Summary | null, today: string, onChoose: (week: string) => void}} props
 */
export function Chooser({ summary, today, onChoose }) {
  const { first = "", week = "" } = summary ?? {};
  const before = week > EARLIEST;
  const after = week !== "" && week < weekOf(today, first);

  /** @param {number} step */
  function go(step) {
    if (step < 0 ? before : after) onChoose(weekFrom(first, step));
  }
  /** @param {KeyboardEvent} event */
  function press(event) {
    const step = STEPS[event.key];
    if (step === undefined || !(event.target instanceof HTMLButtonElement)) return;
    event.preventDefault();
    go(step);
  }
  /** @param {{currentTarget: HTMLInputElement}} event */
  function jump({ currentTarget: { value, validity } }) {
    if (value !== "" && first !== "" && validity.valid) onChoose(weekOf(value, first));
  }
  // Not disabled, which would take the focus from whoever walks along the weeks.
  return html`<div class="chooser" role="group" aria-label="Which week" onKeyDown=${press}>
    <button type="button" id="week-before" aria-disabled=${String(!before)} onClick=${() => go(-1)}>← <span class="rest">Week </span>before</button>
    <input type="date" id="week-of" aria-label="Week of this day" min="2003-01-06" max=${today} value=${first}
      onChange=${jump} />
    <button type="button" id="week-after" aria-disabled=${String(!after)} onClick=${() => go(1)}><span class="rest">Week </span>after →</button>
  </div>`;
}
