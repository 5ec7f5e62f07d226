// @ts-check
import { Confirm } from "../parts/confirm.js";
import { FATES, useLog } from "../parts/log.js";
import { html, useEffect, useRef, useState } from "../vendor/htm-preact-standalone.module.js";
import { counted } from "../words.js";
import { ChangeSeveral } from "./change-several.js";
import { changeAll, takeBackAll } from "./several.js";

/** @import { Activity } from "../generated/types.js" */
/** @import { Deed, Patch } from "./several.js" */
/** @typedef {{words: string, undo: Deed["undo"] | null}} Done */

/** Writes a deed, and remembers how the whole of it is undone. @param {() => void} onDone */
function useDeeds(onDone) {
  const log = useLog();
  const [done, setDone] = useState(/** @type {Done | null} */ (null));
  /** @param {Deed} deed @param {string} words */
  async function act({ items, undo }, words) {
    const { fate } = items.length === 0 ? { fate: "kept" } : await log(items, words);
    setDone({ words: fate === "kept" ? words : fate === "waiting" ? FATES.waiting : "Not kept: see above.",
      undo: fate === "refused" || items.length === 0 ? null : undo });
    onDone();
  }
  /** @param {Deed["undo"]} undo */
  async function takeBack(undo) {
    const { fate } = await log(undo(Date.now()), "Undone.");
    setDone({ words: fate === "kept" ? "Undone: all is as it was." : FATES[fate], undo: null });
  }
  return { done, act, takeBack };
}

/**
 * What can be done with all chosen activities at once, at the lower edge of the window.
 * @param {{chosen: Activity[], onNone: () => void}} props
 */
export function SeveralBar({ chosen, onNone }) {
  const { done, act, takeBack } = useDeeds(onNone);
  const [changing, setChanging] = useState(false);
  const bar = useRef(/** @type {HTMLElement | null} */ (null));
  const said = useRef(done);
  useEffect(() => {
    // What had the focus is gone once it is done; the way back is the next thing wanted.
    if (done !== said.current) (bar.current?.querySelector("button") ?? bar.current)?.focus();
    said.current = done;
  }, [done]);
  const number = counted(chosen.length, "activity", "activities");
  if (chosen.length === 0 && done === null) return null;
  return html`<div class="several" id="several" role="group" aria-label="Several at once" tabindex="-1" ref=${bar}>
    ${chosen.length === 0 ? html`<span>${done?.words}</span>
      ${done?.undo && html`<button type="button" onClick=${() => done.undo && void takeBack(done.undo)}>Undo</button>`}`
    : html`<b>${number} chosen</b>
      <span class="actions">
        <button type="button" class="small" onClick=${() => setChanging(true)}>Change</button>
        <${Confirm} label="Take back" about=${number} question=${`Take back ${number}?`}
          onYes=${() => void act(takeBackAll(chosen, Date.now()), `${number} taken back.`)} />
        <button type="button" class="small" onClick=${onNone}>Choose none</button>
      </span>`}
    ${changing && html`<${ChangeSeveral} activities=${chosen} onClose=${() => setChanging(false)}
      onSave=${(/** @type {Patch} */ patch) => {
        const deed = changeAll(chosen, patch, Date.now());
        setChanging(false);
        void act(deed, deed.items.length === 0 ? "Nothing to change."
          : `${counted(deed.items.length, "activity", "activities")} changed.`);
      }} />`}
  </div>`;
}
