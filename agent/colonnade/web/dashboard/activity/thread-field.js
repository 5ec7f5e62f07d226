// @ts-check
import { Field, faultsAt, valueTo } from "../parts/field.js";
import { useAnswer, useScreen } from "../screen.js";
import { shortDay } from "../times.js";
import { html } from "../vendor/htm-preact-standalone.module.js";

/** @import { PostThread } from "../generated/types.js" */
/** @import { Props } from "./fields.js" */
/** @typedef {object} Names ids and descriptions a control has to carry */

const NOTE_SHOWN = 40;

/** @param {PostThread} post @param {string} today @returns {string} */
function nameOf({ day, text, note }, today) {
  const cut = note.length > NOTE_SHOWN ? `${note.slice(0, NOTE_SHOWN)}…` : note;
  return `${shortDay(day, today)}, ${text}${cut && `: ${cut}`}`;
}

/** Which post it followed from. @param {Props} props */
export function ThreadField({ draft, faults, set }) {
  const { state } = useScreen();
  const { answer } = useAnswer((api) => api.get("/api/v1/threads"), []);
  const posts = /** @type {PostThread[]} */ (answer?.items ?? []);
  const unknown = draft.thread !== "" && !posts.some(({ id }) => id === draft.thread);
  return html`<${Field} id="edit-thread" label="Followed from" faults=${faultsAt(faults, "/thread")}
    control=${(/** @type {Names} */ names) => html`<select ...${names} value=${draft.thread}
      onChange=${valueTo((thread) => set({ thread }))}>
      <option value="">no post</option>
      ${unknown && html`<option value=${draft.thread}>an older post</option>`}
      ${posts.map((post) => html`<option value=${post.id}>${nameOf(post, state?.today.day ?? "")}</option>`)}
    </select>`} />`;
}
