// @ts-check
import { failureWords } from "../failures.js";
import { Confirm } from "../parts/confirm.js";
import { useDocument } from "../parts/document.js";
import { Field, valueTo } from "../parts/field.js";
import { ForWhom } from "../parts/for-whom.js";
import { useApp, useScreen } from "../screen.js";
import { html, useEffect, useRef, useState } from "../vendor/htm-preact-standalone.module.js";
import { capital, counted } from "../words.js";
import { blanksOf, lengthWords, piecesOf, STARTERS } from "./blanks.js";
import { TemplateDialog } from "./template-dialog.js";

/** @import { Template, Templates } from "../generated/types.js" */
/** @typedef {object} Names ids and descriptions a control has to carry */
/** @typedef {{template: Template, was: string}} Editing `was` is the name of the own one that is changed, or "" */

/** A note for a request, from a template that the person fills by typing. @param {{audience: string}} props */
export function NotesCard({ audience }) {
  const { kept, failure, save } = useDocument("/api/v1/templates");
  const [chosen, setChosen] = useState("");
  const [editing, setEditing] = useState(/** @type {Editing | null} */ (null));
  const heading = useRef(/** @type {HTMLElement | null} */ (null));
  const wanted = new URLSearchParams(useScreen().query).get("write") === "note";
  useEffect(() => {
    // Whoever came for the note goes on from here.
    if (wanted) heading.current?.focus();
  }, [wanted]);
  const own = /** @type {Templates | null} */ (kept)?.items ?? [];
  const mine = own.find(({ name }) => `own ${name}` === chosen);
  const template = mine ?? STARTERS.find(({ name }) => name === chosen) ?? STARTERS[0];
  if (template === undefined) return null;
  /** @param {Template} next @param {string} was */
  async function keep(next, was) {
    const items = own.some(({ name }) => name === was) ? own.map((one) => (one.name === was ? next : one)) : [...own, next];
    if (!(await save({ items }, `${next.name}: saved.`))) return;
    setEditing(null);
    setChosen(`own ${next.name}`);
  }
  async function forget() {
    heading.current?.focus();
    if (await save({ items: own.filter((one) => one !== mine) }, "Template taken away.")) setChosen("");
  }
  return html`<section class="card" id="request-note" aria-labelledby="request-note-title">
    <h2 id="request-note-title" ref=${heading} tabindex="-1">A note for a request</h2>
    <${ForWhom} kinds=${["connection_request"]} audience=${audience} />
    ${failure && html`<p class="fault" role="alert">${failureWords(failure)}</p>`}
    <${Field} id="note-template" label="Template" faults=${[]} control=${(/** @type {Names} */ names) => html`<select ...${names}
      value=${mine ? chosen : template.name} onChange=${valueTo(setChosen)}>
      <optgroup label="To begin with">${STARTERS.map(({ name }) => html`<option value=${name}>${name}</option>`)}</optgroup>
      ${own.length > 0 && html`<optgroup label="Your own">
        ${own.map(({ name }) => html`<option value=${`own ${name}`}>${name}</option>`)}</optgroup>`}
    </select>`} />
    <${Filling} template=${template} />
    ${kept !== null && html`<p class="buttons">
      <button type="button" class="small" onClick=${() => setEditing({ template, was: mine?.name ?? "" })}>
        ${mine ? "Change this template" : "Make it your own"}</button>
      ${mine && html`<${Confirm} label="Take it away" about=${mine.name} question="Take it away?" onYes=${() => void forget()} />`}</p>`}
    ${editing && html`<${TemplateDialog} first=${editing.template} taken=${own.map(({ name }) => name).filter((name) => name !== editing.was)}
      onClose=${() => setEditing(null)} onKeep=${(/** @type {Template} */ next) => void keep(next, editing.was)} />`}
  </section>`;
}

/** What was typed is kept nowhere. @param {{template: Template}} props */
function Filling({ template: { text } }) {
  const { screen } = useApp();
  const [typed, setTyped] = useState(/** @type {Record<string, string>} */ ({}));
  const [copied, setCopied] = useState("");
  const pieces = piecesOf(text, typed);
  const note = pieces.map((piece) => piece.text).join("");
  const open = blanksOf(text).filter((name) => !typed[name]?.trim()).length;
  async function copy() {
    const done = await navigator.clipboard.writeText(note).then(() => true, () => false);
    setCopied(done ? note : "");
    screen.set({ said: done ? "Copied." : "The browser did not let it be copied: select the note and copy it by hand." });
  }
  const words = open > 0 ? `${counted(open, "blank")} open.` : copied === note ? "Copied." : "";
  return html`<div class="fields">${blanksOf(text).map((name, at) => html`<${Field} key=${name} id=${`blank-${at}`}
      label=${capital(name)} faults=${[]} control=${(/** @type {Names} */ names) => html`<input ...${names} autocomplete="off"
        value=${typed[name] ?? ""} onInput=${valueTo((value) => setTyped({ ...typed, [name]: value }))} />`} />`)}</div>
    <p id="note-text" class="note-draft">${pieces.map((piece) => (piece.open ? html`<mark>${piece.text}</mark>` : piece.text))}</p>
    <p class="buttons"><button type="button" id="note-copy" disabled=${open > 0} onClick=${() => void copy()}>Copy the note</button>
      <span class="soft" id="note-length" data-length=${note.length}>${lengthWords(note.length)} ${words}</span></p>`;
}
