// @ts-check
/** A dialog over one subject of the log: it stays open while something is wrong, with the reason at the field. */

import { useApp } from "../screen.js";
import { html, useRef, useState } from "../vendor/htm-preact-standalone.module.js";
import { Dialog } from "./dialog.js";
import { OtherFaults } from "./field.js";
import { FATES, useLog } from "./log.js";

/** @import { Result } from "../outbox.js" */
/** @import { Kept } from "../store.js" */
/** @typedef {import("../entries.js").Amend} Item */
/**
 * @typedef {object} Given
 * @property {any} first the draft to begin with
 * @property {(draft: any) => Item | null} make null when nothing changed
 * @property {Kept | null} mending an entry refused before, whose place the new one takes
 * @property {() => void} onClose
 */

/**
 * The agent remembers nothing of what it refused, so what is mended keeps its ids.
 * @param {Item} item @param {string} entry
 */
function inPlaceOf(item, entry) {
  return { ...item, entry, subject: item.type === "record" ? entry : item.subject };
}

/** @param {Given} given */
function useDraft({ first, make, mending, onClose }) {
  const { outbox } = useApp();
  const log = useLog();
  const [draft, setDraft] = useState(first);
  /** @type {Result | null} */
  const before = mending && { fate: "refused", faults: mending.faults ?? [] };
  const [result, setResult] = useState(before);
  const refused = useRef(mending?.entry ?? null);
  const busy = useRef(false);

  async function close() {
    if (mending === null && refused.current !== null) await outbox.discard([refused.current]);
    onClose();
  }

  /** @param {Item} item @param {string} words */
  async function write(item, words) {
    if (busy.current) return;
    busy.current = true;
    const outcome = await log([item], words).finally(() => {
      busy.current = false;
    });
    if (outcome.fate === "kept") return close();
    if (outcome.fate === "refused") refused.current = item.entry;
    setResult(outcome);
  }

  /** @param {Event} event */
  function save(event) {
    event.preventDefault();
    const item = make(draft);
    if (item === null) return close();
    return write(refused.current === null ? item : inPlaceOf(item, refused.current), FATES.kept);
  }

  return { draft, setDraft, faults: result?.faults ?? [], waiting: result?.fate === "waiting", write, save, close };
}

/**
 * @param {Given & {id: string, title: string, verb: string, pointers: string[],
 *   Fields: (props: any) => unknown, before?: unknown, extra?: (write: (item: Item, words: string) => unknown) => unknown}} props
 */
export function DraftDialog({ id, title, verb, pointers, Fields, before, extra, ...given }) {
  const { draft, setDraft, faults, waiting, write, save, close } = useDraft(given);
  return html`<${Dialog} id=${id} title=${title} onClose=${close}>
    ${before}
    <form onSubmit=${save}>
      <${OtherFaults} faults=${faults} pointers=${pointers} />
      <${Fields} draft=${draft} faults=${faults} onChange=${setDraft} />
      <p role="status">${waiting ? FATES.waiting : ""}</p>
      <p class="buttons">
        ${waiting ? null : html`<button type="submit" class="go">${verb}</button>`}
        <button type="button" onClick=${close}>${waiting ? "Close" : "Cancel"}</button>
        ${!waiting && extra?.(write)}
      </p>
    </form>
  <//>`;
}
