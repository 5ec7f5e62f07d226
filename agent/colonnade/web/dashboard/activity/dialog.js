// @ts-check
import { amendActivity, draftOf, recordDraft, retract } from "../entries.js";
import { Confirm } from "../parts/confirm.js";
import { Dialog } from "../parts/dialog.js";
import { OtherFaults } from "../parts/field.js";
import { FATES, useLog } from "../parts/log.js";
import { useApp } from "../screen.js";
import { wallHere } from "../times.js";
import { html, useRef, useState } from "../vendor/htm-preact-standalone.module.js";
import { ActivityFields, POINTERS } from "./fields.js";

/** @typedef {import("../generated/types.js").Activity} Activity */
/** @typedef {import("../entries.js").Draft} Draft */
/** @typedef {import("../outbox.js").Result} Result */
/** @typedef {import("../store.js").Kept} Kept */
/** @typedef {{activity?: Activity, mending?: Kept, onClose: () => void}} Props */

/** @returns {Draft} */
function emptyDraft() {
  const { day, clock } = wallHere(new Date().toISOString());
  return { kind: "comment_written", qualifiers: {}, count: 1, day, clock, note: "" };
}

/** @param {Props} props @returns {Draft} */
function firstDraft({ activity, mending }) {
  if (activity) return draftOf(activity);
  return mending ? draftOf({ qualifiers: {}, count: 1, note: "", ...mending.item }) : emptyDraft();
}

/**
 * What saving means: a record, an amend of what changed, or a refused record under its old ids.
 * @param {Props} props @param {Draft} draft @param {string | null} again entry id of a refused first try
 * @returns {{entry: string, subject: string} | null} null when nothing changed
 */
function itemOf({ activity, mending }, draft, again) {
  if (activity) return /** @type {any} */ (amendActivity(activity, draft, Date.now()));
  const item = recordDraft(draft, Date.now());
  const same = mending?.entry ?? again;
  return same ? { ...item, entry: same, subject: same } : item;
}

/** Adds an activity, also a back-dated one, or changes one. @param {Props} props */
export function ActivityDialog(props) {
  const { activity, mending, onClose } = props;
  const { outbox } = useApp();
  const log = useLog();
  const [draft, setDraft] = useState(() => firstDraft(props));
  const [result, setResult] = useState(/** @type {Result | null} */ (mending ? { fate: "refused", faults: mending.faults ?? [] } : null));
  const refused = useRef(/** @type {string | null} */ (null));
  const busy = useRef(false);

  /** @param {object[]} items @param {string} words */
  async function write(items, words) {
    if (busy.current) return;
    busy.current = true;
    const outcome = await log(items, words).finally(() => {
      busy.current = false;
    });
    if (outcome.fate === "kept") onClose();
    else setResult(outcome);
  }

  /** @param {Event} event */
  async function save(event) {
    event.preventDefault();
    const item = itemOf(props, draft, refused.current);
    // A refused amend has changed nothing; the next try is a new one and takes its place.
    if (activity && refused.current) await outbox.discard([refused.current]);
    refused.current = item?.entry ?? null;
    if (item === null) onClose();
    else await write([item], FATES.kept);
  }

  async function close() {
    if (!mending && result?.fate === "refused" && refused.current) await outbox.discard([refused.current]);
    onClose();
  }

  const faults = result?.faults ?? [];
  const waiting = result?.fate === "waiting";
  return html`<${Dialog} id="activity-dialog" title=${activity ? "Change an activity" : "Add an activity"} onClose=${close}>
    <form onSubmit=${save}>
      <${OtherFaults} faults=${faults} pointers=${POINTERS} />
      <${ActivityFields} draft=${draft} faults=${faults} onChange=${setDraft} />
      <p role="status">${waiting ? FATES.waiting : ""}</p>
      <p class="buttons">
        ${waiting
          ? html`<button type="button" class="go" onClick=${close}>Close</button>`
          : html`<button type="submit" class="go">${activity ? "Save the change" : "Add it"}</button>
              <button type="button" onClick=${close}>Cancel</button>`}
        ${activity && !waiting && html`<${Confirm} label="Take back" about=${activity.text} question="Take back?"
          onYes=${() => void write([retract("activity", activity.id, Date.now())], `${activity.text}: taken back.`)} />`}
      </p>
    </form>
  <//>`;
}
