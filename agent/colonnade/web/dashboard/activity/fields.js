// @ts-check
import { Field, faultsAt } from "../parts/field.js";
import { html } from "../vendor/htm-preact-standalone.module.js";
import { capital } from "../words.js";
import { KindOptions, useKinds } from "./catalogue.js";

/** @typedef {import("../entries.js").Draft} Draft */
/** @typedef {import("../generated/types.js").FieldFault} FieldFault */
/** @typedef {import("../generated/types.js").Qualifier} Qualifier */
/** @typedef {{currentTarget: HTMLInputElement}} Typed */
/** @typedef {{draft: Draft, faults: FieldFault[], onChange: (draft: Draft) => void}} Props */

const NOTE_LIMIT = 280;
/** The parts of an item that have a field here. */
export const POINTERS = ["/kind", "/qualifiers", "/count", "/at", "/note"];

/** @param {Props} props */
export function ActivityFields({ draft, faults, onChange }) {
  const kinds = useKinds();
  const kind = kinds.find((one) => one.id === draft.kind);
  /** @param {Partial<Draft>} patch */
  const set = (patch) => onChange({ ...draft, ...patch });
  const ofKind = faults.filter(({ pointer }) => pointer === "/kind" || pointer === "/qualifiers");
  return html`
    <${Field} id="edit-kind" label="Kind" faults=${ofKind} control=${(/** @type {object} */ names) =>
      html`<select ...${names} value=${draft.kind} onChange=${(/** @type {Typed} */ event) =>
        set({ kind: event.currentTarget.value, qualifiers: {} })}><${KindOptions} kinds=${kinds} chosen=${draft.kind} /></select>`} />
    ${(kind?.qualifiers ?? []).map((qualifier) => html`<${QualifierField} key=${`${draft.kind} ${qualifier.name}`}
      qualifier=${qualifier} draft=${draft} faults=${faults} onChange=${onChange} />`)}
    <${WhenFields} draft=${draft} faults=${faults} onChange=${onChange} />
    <${NoteField} draft=${draft} faults=${faults} onChange=${onChange} />
  `;
}

/** @param {Props & {qualifier: Qualifier}} props */
function QualifierField({ qualifier, draft, faults, onChange }) {
  const { name, values } = qualifier;
  const chosen = values.findIndex(({ value }) => value === draft.qualifiers[name]);
  /** @param {Typed} event */
  function choose({ currentTarget }) {
    const { [name]: _, ...others } = draft.qualifiers;
    const value = values[Number(currentTarget.value)]?.value;
    onChange({ ...draft, qualifiers: value === undefined ? others : { ...others, [name]: value } });
  }
  const label = capital(name.replaceAll("_", " "));
  return html`<${Field} id=${`edit-${name}`} label=${label} faults=${faultsAt(faults, `/qualifiers/${name}`)}
    control=${(/** @type {object} */ names) => html`<select ...${names} value=${String(chosen)} onChange=${choose}>
      <option value="-1">not said</option>
      ${values.map(({ words }, index) => html`<option value=${String(index)}>${words}</option>`)}
    </select>`} />`;
}

/** @param {Props} props */
function WhenFields({ draft, faults, onChange }) {
  return html`<div class="fields">
    <${Field} id="edit-day" label="Day" faults=${faultsAt(faults, "/at")} control=${(/** @type {object} */ names) =>
      html`<input ...${names} type="date" required value=${draft.day} onChange=${(/** @type {Typed} */ event) =>
        onChange({ ...draft, day: event.currentTarget.value })} />`} />
    <${Field} id="edit-clock" label="Time" faults=${[]} control=${(/** @type {object} */ names) =>
      html`<input ...${names} type="time" required value=${draft.clock} onChange=${(/** @type {Typed} */ event) =>
        onChange({ ...draft, clock: event.currentTarget.value.slice(0, 5) })} />`} />
    <${Field} id="edit-count" label="Count" faults=${faultsAt(faults, "/count")} control=${(/** @type {object} */ names) =>
      html`<input ...${names} type="number" required min="1" max="1000" step="1" value=${Number.isNaN(draft.count) ? "" : draft.count}
        onInput=${(/** @type {Typed} */ event) => onChange({ ...draft, count: event.currentTarget.valueAsNumber })} />`} />
  </div>`;
}

/** @param {Props} props */
function NoteField({ draft, faults, onChange }) {
  const left = NOTE_LIMIT - draft.note.length;
  const hint = html`Your own words: pasting someone's profile text is copying. <span data-left=${left}>${left} characters left.</span>`;
  return html`<${Field} id="edit-note" label="Note" faults=${faultsAt(faults, "/note")} hint=${hint}
    control=${(/** @type {object} */ names) => html`<textarea ...${names} rows="2" maxlength=${NOTE_LIMIT} value=${draft.note}
      onInput=${(/** @type {Typed} */ event) => onChange({ ...draft, note: event.currentTarget.value })}></textarea>`} />`;
}
