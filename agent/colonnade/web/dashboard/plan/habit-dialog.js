// @ts-check
import { KindOptions } from "../activity/catalogue.js";
import { Dialog } from "../parts/dialog.js";
import { Field, faultsAt, OtherFaults, valueTo } from "../parts/field.js";
import { html, useState } from "../vendor/htm-preact-standalone.module.js";
import { capital } from "../words.js";
import { anyOfFrom, DAYS, isShare, ticked, wantedOf } from "./routine.js";

/** @import { FieldFault, Kind, Qualifier, RoutineHabit } from "../generated/types.js" */
/** @import { Refusal } from "./page.js" */
/** @import { Wanted } from "./routine.js" */
/** @typedef {object} Names ids and descriptions a control has to carry */
/** @typedef {{draft: Wanted, faults: FieldFault[], set: (patch: Partial<Wanted>) => void}} Props */

const READING = "reading";
const REPLIES = "replies";
/** A share to begin with. */
const PROMPT = { target: 90, hours: 24 };
/** @type {[Wanted["per"], string][]} */
const PERS = [["day", "a day"], ["week", "a week"], ["seven_days", "in any 7 days"]];
const POINTERS = ["/name", "/kind", "/any_of", "/target", "/better", "/per", "/weekdays", "/time", "/skips", "/hours"];

/**
 * Adds a habit, or changes one from today on.
 * @param {{first: Wanted, kinds: Kind[], habits: RoutineHabit[], save: (wanted: Wanted[]) => Promise<Refusal | null>,
 *   onClose: () => void}} props
 */
export function HabitDialog({ first, kinds, habits, save, onClose }) {
  const [draft, setDraft] = useState(first);
  const [refusal, setRefusal] = useState(/** @type {Refusal | null} */ (null));
  const place = habits.findIndex(({ id }) => id === first.id);
  const wanted = habits.map((habit) => (habit.id === first.id ? draft : wantedOf(habit)));

  /** @param {Event} event */
  async function submit(event) {
    event.preventDefault();
    const refused = await save(place < 0 ? [...wanted, draft] : wanted);
    if (refused === null) onClose();
    else setRefusal(refused);
  }

  const own = `/${place < 0 ? wanted.length : place}`;
  const faults = (refusal?.faults ?? []).map((fault) =>
    fault.pointer.startsWith(`${own}/`) ? { ...fault, pointer: fault.pointer.slice(own.length) } : fault);
  const props = { draft, faults, set: (/** @type {Partial<Wanted>} */ patch) => setDraft({ ...draft, ...patch }) };
  return html`<${Dialog} id="habit-dialog" title=${place < 0 ? "Add a habit" : "Change a habit"} onClose=${onClose}>
    <form onSubmit=${submit}>
      ${refusal && faults.length === 0 && html`<p class="fault" role="alert">${refusal.words}</p>`}
      <${OtherFaults} faults=${faults} pointers=${POINTERS} />
      <${NameField} ...${props} />
      <${KindField} ...${props} kinds=${kinds} />
      <${TargetFields} ...${props} />
      <p class="buttons"><button type="submit" class="go">${place < 0 ? "Add it" : "Save the change"}</button>
        <button type="button" onClick=${onClose}>Cancel</button></p>
    </form>
  <//>`;
}

/** @param {Props} props */
function NameField({ draft, faults, set }) {
  return html`<${Field} id="habit-name" label="Name" faults=${faultsAt(faults, "/name")}
    control=${(/** @type {Names} */ names) => html`<input ...${names} required maxlength="28" autocomplete="off"
      value=${draft.name} onInput=${valueTo((name) => set({ name }))} />`} />`;
}

/** @param {Props & {kinds: Kind[]}} props */
function KindField({ draft, faults, set, kinds }) {
  const doable = kinds.filter(({ pillar }) => pillar !== null);
  const qualifiers = doable.find(({ id }) => id === draft.kind)?.qualifiers ?? [];
  /** @param {string} id */
  function choose(id) {
    const bare = { kind: null, any_of: [], per: /** @type {const} */ ("week"), weekdays: [] };
    const counted = { hours: null, target: isShare(draft) ? 1 : draft.target };
    if (id === REPLIES) set({ of: REPLIES, ...bare, better: null, ...PROMPT });
    else if (id === READING) set({ of: READING, ...bare, ...counted });
    else set({ of: "activity", kind: id, any_of: [{}], ...counted });
  }
  return html`<${Field} id="habit-kind" label="What counts" faults=${faultsAt(faults, "/kind")}
    control=${(/** @type {Names} */ names) => html`<select ...${names} value=${draft.kind ?? draft.of} onChange=${valueTo(choose)}>
      <option value=${READING}>A reading of the official page</option>
      <option value=${REPLIES}>Owed replies, answered in time</option>
      <${KindOptions} kinds=${doable} chosen=${draft.kind ?? ""} /></select>`} />
    ${qualifiers.map((one) => html`<${Boxes} key=${`${draft.kind} ${one.name}`} qualifier=${one} draft=${draft} set=${set} />`)}
    ${faultsAt(faults, "/any_of").map(({ message }) => html`<p class="fault">${message}</p>`)}`;
}

/** Which values count; none ticked is any. @param {{qualifier: Qualifier, draft: Wanted, set: Props["set"]}} props */
function Boxes({ qualifier: { name, values }, draft, set }) {
  const boxes = ticked(draft.any_of);
  /** @param {string | boolean} value */
  function turn(value) {
    const mine = new Set(boxes.get(name) ?? []);
    if (!mine.delete(value)) mine.add(value);
    set({ any_of: anyOfFrom(new Map([...boxes, [name, mine]])) });
  }
  return html`<fieldset class="boxes"><legend>${capital(name.replaceAll("_", " "))}: any, or only</legend>
    ${values.map(({ value, words }) => html`<label><input type="checkbox" name=${`${name} ${value}`}
      checked=${boxes.get(name)?.has(value) ?? false} onChange=${() => turn(value)} /> ${words}</label>`)}
  </fieldset>`;
}

/** @param {Props} props */
function TargetFields({ draft, faults, set }) {
  const number = (/** @type {string} */ text) => (text === "" ? null : Number(text));
  /** @param {string} per */
  function choosePer(per) {
    const weekdays = per === "day" ? DAYS.slice(0, 5) : [];
    set({ per: /** @type {Wanted["per"]} */ (per), weekdays });
  }
  return html`<div class="fields">
    <${Field} id="habit-target" label=${isShare(draft) ? "Share in %" : "How many"} faults=${faultsAt(faults, "/target")}
      control=${(/** @type {Names} */ names) => html`<input ...${names} type="number" required min="1" max=${isShare(draft) ? 100 : 50}
        value=${draft.target || ""} onInput=${valueTo((text) => set({ target: Number(text) }))} />`} />
    ${isShare(draft) && html`<${Field} id="habit-hours" label="Within hours" faults=${faultsAt(faults, "/hours")}
      control=${(/** @type {Names} */ names) => html`<input ...${names} type="number" required min="1" max="168"
        value=${draft.hours ?? ""} onInput=${valueTo((text) => set({ hours: number(text) }))} />`} />`}
    <${Field} id="habit-per" label="How often" faults=${faultsAt(faults, "/per")}
      control=${(/** @type {Names} */ names) => html`<select ...${names} value=${draft.per} disabled=${draft.of !== "activity"}
        onChange=${valueTo(choosePer)}>${PERS.map(([per, words]) => html`<option value=${per}>${words}</option>`)}</select>`} />
    ${!isShare(draft) && html`<${Field} id="habit-better" label="Better (optional)" faults=${faultsAt(faults, "/better")}
      control=${(/** @type {Names} */ names) => html`<input ...${names} type="number" min="2" max="100"
        value=${draft.better ?? ""} onInput=${valueTo((text) => set({ better: number(text) }))} />`} />`}
    <${Field} id="habit-skips" label="Skips a month" faults=${faultsAt(faults, "/skips")} hint="They break no streak."
      control=${(/** @type {Names} */ names) => html`<input ...${names} type="number" required min="0" max="10"
        value=${draft.skips} onInput=${valueTo((text) => set({ skips: Number(text) }))} />`} />
    <${Field} id="habit-time" label="Time of day (optional)" faults=${faultsAt(faults, "/time")}
      control=${(/** @type {Names} */ names) => html`<input ...${names} type="time" value=${draft.time ?? ""}
        onInput=${valueTo((text) => set({ time: text === "" ? null : text.slice(0, 5) }))} />`} />
  </div>
  ${draft.per === "day" && html`<fieldset class="boxes"><legend>On these days</legend>
    ${DAYS.map((day) => html`<label><input type="checkbox" name=${day} checked=${draft.weekdays.includes(day)}
      onChange=${() => set({ weekdays: DAYS.filter((one) => draft.weekdays.includes(one) !== (one === day)) })} />
      ${" "}${capital(day)}</label>`)}
    ${faultsAt(faults, "/weekdays").map(({ message }) => html`<p class="fault">${message}</p>`)}
  </fieldset>`}`;
}
