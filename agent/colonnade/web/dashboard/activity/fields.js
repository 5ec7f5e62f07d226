// @ts-check
import { Field, faultsAt, valueTo } from "../parts/field.js";
import { html } from "../vendor/htm-preact-standalone.module.js";
import { capital } from "../words.js";
import { KindOptions, useKinds } from "./catalogue.js";
import { ThreadField } from "./thread-field.js";

/** @import { FieldFault, Qualifier } from "../generated/types.js" */
/** @import { Draft } from "../entries.js" */
/** @typedef {{draft: Draft, faults: FieldFault[], set: (patch: Partial<Draft>) => void}} Props */
/** @typedef {object} Names ids and descriptions a control has to carry */

const NOTE_LIMIT = 280;
const CONTACT_LIMIT = 60;
/** The parts of an item that have a field here. */
export const POINTERS = ["/kind", "/qualifiers", "/count", "/at", "/note", "/contact", "/thread"];

/** @param {{draft: Draft, faults: FieldFault[], onChange: (draft: Draft) => void}} props */
export function ActivityFields({ draft, faults, onChange }) {
  const kinds = useKinds();
  const kind = kinds.find((one) => one.id === draft.kind);
  const qualifiers = kind?.qualifiers ?? [];
  const ofKind = faults.filter(({ pointer }) => pointer === "/kind" || pointer === "/qualifiers");
  const props = { draft, faults, set: (/** @type {Partial<Draft>} */ patch) => onChange({ ...draft, ...patch }) };
  return html`
    <${Field} id="edit-kind" label="Kind" faults=${ofKind} control=${(/** @type {Names} */ names) => html`<select
      ...${names} value=${draft.kind} onChange=${valueTo((kind) => props.set({ kind, qualifiers: {} }))}>
      <${KindOptions} kinds=${kinds} chosen=${draft.kind} /></select>`} />
    ${qualifiers.map((one) => html`<${QualifierField} key=${`${draft.kind} ${one.name}`}
      qualifier=${one} ...${props} />`)}
    <${WhenFields} ...${props} />
    ${(kind?.with_somebody || draft.contact !== "") && html`<${ContactField} ...${props} />`}
    ${(kind?.from_post || draft.thread !== "") && html`<${ThreadField} ...${props} />`}
    <${NoteField} ...${props} />
  `;
}

/** @param {Props & {qualifier: Qualifier}} props */
function QualifierField({ qualifier, draft, faults, set }) {
  const { name, values } = qualifier;
  const chosen = values.findIndex(({ value }) => value === draft.qualifiers[name]);
  /** @param {string} index */
  function choose(index) {
    const { [name]: _, ...others } = draft.qualifiers;
    const value = values[Number(index)]?.value;
    set({ qualifiers: value === undefined ? others : { ...others, [name]: value } });
  }
  return html`<${Field} id=${`edit-${name}`} label=${capital(name.replaceAll("_", " "))}
    faults=${faultsAt(faults, `/qualifiers/${name}`)} control=${(/** @type {Names} */ names) => html`<select ...${names}
      value=${String(chosen)} onChange=${valueTo(choose)}>
      <option value="-1">not said</option>
      ${values.map(({ words }, index) => html`<option value=${String(index)}>${words}</option>`)}
    </select>`} />`;
}

/** @param {Props} props */
function WhenFields({ draft, faults, set }) {
  return html`<div class="fields">
    <${Field} id="edit-day" label="Day" faults=${faultsAt(faults, "/at")} control=${(/** @type {Names} */ names) =>
      html`<input ...${names} type="date" required value=${draft.day} onChange=${valueTo((day) => set({ day }))} />`} />
    <${Field} id="edit-clock" label="Time" faults=${[]} control=${(/** @type {Names} */ names) =>
      html`<input ...${names} type="time" required value=${draft.clock}
        onChange=${valueTo((clock) => set({ clock: clock.slice(0, 5) }))} />`} />
    <${Field} id="edit-count" label="Count" faults=${faultsAt(faults, "/count")}
      control=${(/** @type {Names} */ names) => html`<input ...${names} type="number" required min="1" max="1000"
        value=${draft.count || ""}
        onInput=${valueTo((count) => set({ count: Number(count) }))} />`} />
  </div>`;
}

/** @param {Props} props */
function ContactField({ draft, faults, set }) {
  return html`<${Field} id="edit-contact" label="With whom" faults=${faultsAt(faults, "/contact")}
    hint="A short name of your own; it stays on this machine, and People can change or forget it."
    control=${(/** @type {Names} */ names) => html`<input ...${names} maxlength=${CONTACT_LIMIT} autocomplete="off"
      value=${draft.contact} onInput=${valueTo((contact) => set({ contact }))} />`} />`;
}

/** @param {Props} props */
function NoteField({ draft, faults, set }) {
  const left = NOTE_LIMIT - draft.note.length;
  const hint = html`Your own words: pasting someone's profile text is copying.${" "}
    <span data-left=${left}>${left} characters left.</span>`;
  return html`<${Field} id="edit-note" label="Note" faults=${faultsAt(faults, "/note")} hint=${hint}
    control=${(/** @type {Names} */ names) => html`<textarea ...${names} rows="2" maxlength=${NOTE_LIMIT}
      value=${draft.note} onInput=${valueTo((note) => set({ note }))}></textarea>`} />`;
}
