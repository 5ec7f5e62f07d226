// @ts-check
import { amendActivity, draftOf, recordDraft, retract } from "../entries.js";
import { Confirm } from "../parts/confirm.js";
import { DraftDialog } from "../parts/draft.js";
import { wallHere } from "../times.js";
import { html } from "../vendor/htm-preact-standalone.module.js";
import { ActivityFields, POINTERS } from "./fields.js";

/** @import { Activity } from "../generated/types.js" */
/** @import { Draft } from "../entries.js" */
/** @import { Kept } from "../store.js" */
/** @typedef {{activity?: Activity | undefined, mending?: Kept | undefined, onClose: () => void}} Props */

/** @param {Omit<Props, "onClose">} props @returns {Draft} */
function firstDraft({ activity, mending }) {
  if (activity) return draftOf(activity);
  if (mending) return draftOf({ qualifiers: {}, count: 1, note: "", contact: "", thread: "", ...mending.item });
  const { day, clock } = wallHere(new Date().toISOString());
  return { kind: "comment_written", qualifiers: {}, count: 1, day, clock, note: "", contact: "", thread: "" };
}

/** Adds an activity, also a back-dated one, changes one, or mends a refused one. @param {Props} props */
export function ActivityDialog({ activity, mending, onClose }) {
  /** @param {Draft} draft */
  const make = (draft) => (activity ? amendActivity(activity, draft, Date.now()) : recordDraft(draft, Date.now()));
  /** @param {(item: object, words: string) => void} write */
  const takeBack = (write) => activity && html`<${Confirm}
    label="Take back" about=${activity.text} question="Take back?"
    onYes=${() => write(retract("activity", activity.id, Date.now()), `${activity.text}: taken back.`)} />`;
  return html`<${DraftDialog} id="activity-dialog" title=${activity ? "Change an activity" : "Add an activity"}
    verb=${activity ? "Save the change" : "Add it"} first=${firstDraft({ activity, mending })} make=${make}
    mending=${mending ?? null} pointers=${POINTERS} Fields=${ActivityFields} extra=${takeBack} onClose=${onClose} />`;
}
