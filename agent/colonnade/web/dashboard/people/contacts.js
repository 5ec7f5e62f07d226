// @ts-check
import { Confirm } from "../parts/confirm.js";
import { Dialog } from "../parts/dialog.js";
import { Field, valueTo } from "../parts/field.js";
import { FATES, useLog } from "../parts/log.js";
import { useApp } from "../screen.js";
import { longAgo, shortDay, wallHere } from "../times.js";
import { html, useRef, useState } from "../vendor/htm-preact-standalone.module.js";
import { counted } from "../words.js";
import { renamed, touchesOf } from "./renaming.js";

/** @import { Contact } from "../generated/types.js" */
/** @typedef {object} Names ids and descriptions a control has to carry */

/** @type {Record<string, string>} */
const STAGES = { requested: "asked", accepted: "connected", messaged: "written to", conversation: "in conversation" };
const LIMIT = 60;

/** Another name for everything that names somebody. */
function useRenaming() {
  const { api } = useApp();
  const log = useLog();
  const [said, setSaid] = useState("");
  /** @param {Contact} who @param {string} name "" forgets them */
  async function rename(who, name) {
    try {
      const items = renamed(await touchesOf(api.get, who.contact), name, Date.now());
      const words = name === "" ? `${who.contact}: forgotten.` : `${who.contact} is ${name} now.`;
      const { fate } = await log(items, words);
      // Once a name is forgotten it is not said again.
      setSaid(fate === "kept" ? (name === "" ? "Forgotten: the name is nowhere in the log now." : words) : FATES[fate]);
    } catch {
      setSaid("Nothing was changed: the agent does not answer.");
    }
  }
  return { said, rename };
}

/**
 * Everybody the log names.
 * @param {{contacts: Contact[], named: number, today: string, onMore: (() => void) | null}} props
 */
export function ContactsCard({ contacts, named, today, onMore }) {
  const { said, rename } = useRenaming();
  const heading = useRef(/** @type {HTMLElement | null} */ (null));
  const [editing, setEditing] = useState(/** @type {Contact | null} */ (null));
  return html`<section class="card wide-card" id="contacts" aria-labelledby="contacts-title">
    <h2 id="contacts-title" ref=${heading} tabindex="-1">Losing touch</h2>
    ${named === 0 ? html`<p class="calm">Nobody is named yet. “With whom” on an activity makes a contact: a short name of
      your own, on this machine only.</p>` : html`
    <p class="soft">${counted(named, "person", "people")} named; the last touch longest ago comes first, and any new one begins anew.
      Who was only asked or looked up comes last.</p>`}
    <p role="status">${said}</p>
    ${named > 0 && html`<table class="plain">
      <caption class="hidden">People, the last touch longest ago first</caption>
      <thead><tr><th scope="col">Who</th><th scope="col">Last touch</th><th scope="col" class="count">Touches</th>
        <th scope="col"><span class="hidden">What you can do</span></th></tr></thead>
      <tbody>${contacts.map((one) => html`<${Row} key=${one.contact} one=${one} today=${today} onEdit=${() => setEditing(one)}
        onForget=${() => {
          heading.current?.focus();
          void rename(one, "");
        }} />`)}</tbody>
    </table>`}
    ${onMore && html`<p class="more"><button type="button" onClick=${onMore}>Show more</button></p>`}
    ${editing && html`<${RenameDialog} one=${editing} onClose=${() => setEditing(null)} onName=${(/** @type {string} */ name) => {
      setEditing(null);
      heading.current?.focus();
      void rename(editing, name);
    }} />`}
  </section>`;
}

/** @param {{one: Contact, today: string, onEdit: () => void, onForget: () => void}} props */
function Row({ one: { contact, stage, touches, last_at, last_text }, today, onEdit, onForget }) {
  const { day } = wallHere(last_at);
  return html`<tr>
    <th scope="row" class="who">${contact}${stage && html`<small>${STAGES[stage]}</small>`}</th>
    <td><time datetime=${last_at} title=${shortDay(day, today)}>${longAgo(day, today)}</time><small>${last_text}</small></td>
    <td class="count">${touches}</td>
    <td><span class="actions">
      <button type="button" class="small" aria-label=${`Rename: ${contact}`} onClick=${onEdit}>Rename</button>
      <${Confirm} label="Forget" about=${contact} question=${`Forget the name in ${counted(touches, "activity", "activities")}?`}
        onYes=${onForget} />
    </span></td>
  </tr>`;
}

/** @param {{one: Contact, onClose: () => void, onName: (name: string) => void}} props */
function RenameDialog({ one, onClose, onName }) {
  const [name, setName] = useState(one.contact);
  /** @param {Event} event */
  function save(event) {
    event.preventDefault();
    if (name.trim() !== "") onName(name.trim());
  }
  return html`<${Dialog} id="rename-dialog" title=${`Rename ${one.contact}`} onClose=${onClose}>
    <form onSubmit=${save}>
      <${Field} id="rename-name" label="Name" faults=${[]} hint="The name of somebody else makes the two one."
        control=${(/** @type {Names} */ names) => html`<input ...${names} required maxlength=${LIMIT} autocomplete="off"
          value=${name} onInput=${valueTo(setName)} />`} />
      <p class="buttons"><button type="submit" class="go">Rename</button>
        <button type="button" onClick=${onClose}>Cancel</button></p>
    </form>
  <//>`;
}
