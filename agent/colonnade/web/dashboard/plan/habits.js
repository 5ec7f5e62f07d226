// @ts-check
import { Confirm } from "../parts/confirm.js";
import { Field, valueTo } from "../parts/field.js";
import { html, useState } from "../vendor/htm-preact-standalone.module.js";
import { counted } from "../words.js";
import { HabitDialog } from "./habit-dialog.js";
import { cadenceWords, effort, effortWords, isShare, newId, running, wantedOf } from "./routine.js";

/** @import { Kind, Routine, RoutineHabit } from "../generated/types.js" */
/** @import { Change } from "./page.js" */
/** @import { Wanted } from "./routine.js" */
/** @typedef {{routine: Routine, kinds: Kind[], day: string, change: Change}} Props */

/** The agent takes no more at once. */
const MOST = 9;

/** @param {Routine} routine @returns {Wanted} a habit to begin with */
function blank(routine) {
  return {
    ...{ id: newId(routine), name: "", of: "activity", kind: "comment_written", any_of: [{ depth: "substantive" }] },
    ...{ per: "day", target: 1, better: null, weekdays: ["mon", "tue", "wed", "thu", "fri"], time: null, skips: 2, hours: null },
  };
}

/** The habits that run, what they take, and how to change them. @param {Props} props */
export function RoutineCard({ routine, kinds, day, change }) {
  const [editing, setEditing] = useState(/** @type {Wanted | null} */ (null));
  const [trouble, setTrouble] = useState("");
  const habits = running(routine, day);
  const full = habits.filter(({ of }) => of !== "reading").length >= MOST;

  /** @param {RoutineHabit} habit */
  async function end(habit) {
    const others = habits.filter((one) => one !== habit).map(wantedOf);
    setTrouble((await change(others, routine.budget, `${habit.name}: ended.`))?.words ?? "");
  }

  return html`<section class="card" id="habits" aria-labelledby="habits-title">
    <h2 id="habits-title">Routine</h2>
    <p class="lead" id="effort">${effortWords(effort(habits, kinds))}</p>
    <${Budget} routine=${routine} kinds=${kinds} day=${day} change=${change} />
    <p class="fault" role="alert">${trouble}</p>
    ${habits.length === 0 && html`<p class="calm">No habit yet. Take a routine to begin with, or add a habit of your own.</p>`}
    <ul class="rows">${habits.map((habit) => html`<${HabitRow} key=${habit.id} habit=${habit} kinds=${kinds}
      onEdit=${() => setEditing(wantedOf(habit))} onEnd=${() => void end(habit)} />`)}</ul>
    <p class="buttons">
      <button type="button" id="add-habit" onClick=${() => setEditing(blank(routine))} disabled=${full}>Add a habit</button>
      <span class="soft">${full ? `${MOST} at once are the most.` : "A change holds from today on; what was stays as it was."}</span>
    </p>
    <p class="note">A habit's strength, on Today, is how firm it is: two weeks of what it asks for make half of it, the next two half
      of the rest, and a miss takes a little. Skipped days, days away and days not logged change neither strength nor streak.</p>
    ${editing && html`<${HabitDialog} first=${editing} kinds=${kinds} habits=${habits}
      save=${(/** @type {Wanted[]} */ wanted) => change(wanted, routine.budget, "Saved.")} onClose=${() => setEditing(null)} />`}
  </section>`;
}

/** @param {{habit: RoutineHabit, kinds: Kind[], onEdit: () => void, onEnd: () => void}} props */
function HabitRow({ habit, kinds, onEdit, onEnd }) {
  const { id, name, skips, per } = habit;
  const kind = kinds.find((one) => one.id === habit.kind);
  const spare = `${counted(skips, per === "week" ? "week" : "day")} a month may be skipped`;
  return html`<li data-habit=${id} data-pillar=${isShare(habit) ? "build" : kind?.pillar}>
    <div><b><span class="swatch" aria-hidden="true"></span>${name}</b>
      <p class="soft">${cadenceWords(habit)} · ${spare}</p></div>
    <span class="actions">
      <button type="button" class="small" aria-label=${`Change: ${name}`} onClick=${onEdit}>Change</button>
      <${Confirm} label="End" about=${name} question="End it?" onYes=${onEnd} />
    </span>
  </li>`;
}

/** What the person has, and whether the routine wants more. @param {Props} props */
function Budget({ routine, kinds, day, change }) {
  const [trouble, setTrouble] = useState("");
  const habits = running(routine, day);
  const over = effort(habits, kinds).weekday - routine.budget;
  /** @param {string} text */
  async function set(text) {
    const budget = Number(text);
    if (budget === routine.budget) return;
    const refused = await change(habits.map(wantedOf), budget, "Saved.");
    setTrouble(refused ? (refused.faults.map(({ message }) => message).join(" ") || refused.words) : "");
  }
  return html`<div class="budget">
    <${Field} id="budget" label="Minutes you have on a weekday" faults=${trouble ? [{ pointer: "", code: "", message: trouble }] : []}
      control=${(/** @type {object} */ names) => html`<input ...${names} type="number" required min="5" max="240"
        value=${routine.budget} onChange=${valueTo((text) => void set(text))} />`} />
    <p id="over" role="status">${over > 0 && `This asks for ${over} min more than you have. Fewer habits done are worth more than many missed.`}</p>
  </div>`;
}
