// @ts-check
import { Dialog } from "../parts/dialog.js";
import { Field, valueTo } from "../parts/field.js";
import { html, useState } from "../vendor/htm-preact-standalone.module.js";
import { capital, counted } from "../words.js";
import { KindOptions, useKinds } from "./catalogue.js";
import { commonKind, NO_PATCH } from "./several.js";

/** @import { Activity, Qualifier } from "../generated/types.js" */
/** @import { Patch } from "./several.js" */
/** @typedef {object} Names ids and descriptions a control has to carry */

/**
 * Kind, qualifiers and day of several activities; what is not touched stays as it is in each.
 * @param {{activities: Activity[], onSave: (patch: Patch) => void, onClose: () => void}} props
 */
export function ChangeSeveral({ activities, onSave, onClose }) {
  const [patch, setPatch] = useState(NO_PATCH);
  const kinds = useKinds();
  const shown = patch.kind || commonKind(activities);
  const qualifiers = kinds.find(({ id }) => id === shown)?.qualifiers ?? [];
  /** @param {Event} event */
  function save(event) {
    event.preventDefault();
    onSave(patch);
  }
  return html`<${Dialog} id="several-dialog" title=${`Change ${counted(activities.length, "activity", "activities")}`}
    onClose=${onClose}>
    <form onSubmit=${save}>
      <${Field} id="several-kind" label="Kind" faults=${[]} control=${(/** @type {Names} */ names) => html`<select
        ...${names} value=${patch.kind} onChange=${valueTo((kind) => setPatch({ ...patch, kind, qualifiers: {} }))}>
        <option value="">as it is</option><${KindOptions} kinds=${kinds} chosen=${patch.kind} /></select>`} />
      ${qualifiers.map((one) => html`<${SeveralQualifier} key=${`${shown} ${one.name}`} qualifier=${one}
        patch=${patch} onChange=${setPatch} />`)}
      <${Field} id="several-day" label="Day" faults=${[]} hint="Left empty, each keeps its own day. Times stay."
        control=${(/** @type {Names} */ names) => html`<input ...${names} type="date" value=${patch.day}
          onChange=${valueTo((day) => setPatch({ ...patch, day }))} />`} />
      <p class="buttons">
        <button type="submit" class="go">Change them</button>
        <button type="button" onClick=${onClose}>Cancel</button>
      </p>
    </form>
  <//>`;
}

const AS_IT_IS = "-2";
const NOT_SAID = "-1";

/** @param {{qualifier: Qualifier, patch: Patch, onChange: (patch: Patch) => void}} props */
function SeveralQualifier({ qualifier: { name, values }, patch, onChange }) {
  const said = patch.qualifiers[name];
  const chosen = said === undefined ? AS_IT_IS : String(values.findIndex(({ value }) => value === said));
  /** @param {string} index */
  function choose(index) {
    const { [name]: _, ...others } = patch.qualifiers;
    const value = values[Number(index)]?.value ?? null;
    onChange({ ...patch, qualifiers: index === AS_IT_IS ? others : { ...others, [name]: value } });
  }
  return html`<${Field} id=${`several-${name}`} label=${capital(name.replaceAll("_", " "))} faults=${[]}
    control=${(/** @type {Names} */ names) => html`<select ...${names} value=${chosen} onChange=${valueTo(choose)}>
      <option value=${AS_IT_IS}>as it is</option><option value=${NOT_SAID}>not said</option>
      ${values.map(({ words }, index) => html`<option value=${String(index)}>${words}</option>`)}
    </select>`} />`;
}
