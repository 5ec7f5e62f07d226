// @ts-check
import { failureWords } from "../failures.js";
import { useDocument } from "../parts/document.js";
import { Field, valueTo } from "../parts/field.js";
import { html, useState } from "../vendor/htm-preact-standalone.module.js";

/** @import { Audience } from "../generated/types.js" */
/** @typedef {object} Names ids and descriptions a control has to carry */

const LIMIT = 400;

/** Whom the person wants to reach. */
export function AudienceCard() {
  const { kept, failure, save } = useDocument("/api/v1/audience");
  const [saved, setSaved] = useState(false);
  /** @param {string} text */
  async function keep(text) {
    setSaved(await save({ text }, "Saved."));
  }
  return html`<section class="card" id="audience" aria-labelledby="audience-title">
    <h2 id="audience-title">Whom you want to reach</h2>
    ${failure && html`<p class="fault" role="alert">${failureWords(failure)}</p>`}
    ${kept === null ? html`<div class="ghost ghost-form"></div>`
      : html`<${AudienceForm} key=${kept.changed_at} kept=${kept} saved=${saved} onKeep=${keep} />`}
  </section>`;
}

/** @param {{kept: Audience, saved: boolean, onKeep: (text: string) => void}} props */
function AudienceForm({ kept, saved, onKeep }) {
  const [text, setText] = useState(kept.text);
  const changed = text.trim() !== kept.text;
  /** @param {Event} event */
  function submit(event) {
    event.preventDefault();
    onKeep(text.trim());
  }
  return html`<form onSubmit=${submit}>
    <${Field} id="audience-text" label="Industries, titles, topics, in your own words" faults=${[]}
      hint=${html`Stands beside searches, comments and notes; stays on this machine, and in no coach copy.${" "}
        <span data-left=${LIMIT - text.length}>${LIMIT - text.length} characters left.</span>`}
      control=${(/** @type {Names} */ names) => html`<textarea ...${names} rows="3" maxlength=${LIMIT}
        value=${text} onInput=${valueTo(setText)}></textarea>`} />
    <p class="buttons"><button type="submit" disabled=${!changed}>Save</button>
      <span class="soft">${changed ? "Not saved yet." : saved ? "Saved." : ""}</span></p>
  </form>`;
}
