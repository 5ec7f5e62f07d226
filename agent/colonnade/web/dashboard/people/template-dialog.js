// @ts-check
import { Dialog } from "../parts/dialog.js";
import { Field, valueTo } from "../parts/field.js";
import { html, useState } from "../vendor/htm-preact-standalone.module.js";

/** @import { Template } from "../generated/types.js" */
/** @typedef {object} Names ids and descriptions a control has to carry */

const LIMITS = { name: 40, text: 600 };

/**
 * Writes a template. `taken` are the names of the others.
 * @param {{first: Template, taken: string[], onClose: () => void, onKeep: (template: Template) => void}} props
 */
export function TemplateDialog({ first, taken, onClose, onKeep }) {
  const [draft, setDraft] = useState(first);
  const [tried, setTried] = useState(false);
  const named = { name: draft.name.trim(), text: draft.text.trim() };
  const message = taken.includes(named.name) ? "Another template has this name." : named.name === "" ? "Give it a name." : "";
  const faults = tried && message ? [{ pointer: "/name", code: "conflict", message }] : [];
  /** @param {Event} event */
  function keep(event) {
    event.preventDefault();
    setTried(true);
    if (message === "" && named.text !== "") onKeep(named);
  }
  return html`<${Dialog} id="template-dialog" title="A template of your own" onClose=${onClose}>
    <form onSubmit=${keep}>
      <${Field} id="template-name" label="Name" faults=${faults} control=${(/** @type {Names} */ names) => html`<input ...${names}
        required maxlength=${LIMITS.name} autocomplete="off" value=${draft.name}
        onInput=${valueTo((name) => setDraft({ ...draft, name }))} />`} />
      <${Field} id="template-text" label="Note" faults=${[]} hint="What stands in [square brackets] is a blank of that name."
        control=${(/** @type {Names} */ names) => html`<textarea ...${names} rows="5" required maxlength=${LIMITS.text}
          value=${draft.text} onInput=${valueTo((text) => setDraft({ ...draft, text }))}></textarea>`} />
      <p class="buttons"><button type="submit" class="go">Save the template</button>
        <button type="button" onClick=${onClose}>Cancel</button></p>
    </form>
  <//>`;
}
