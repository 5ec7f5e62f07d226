// @ts-check
import { recordClick, retract } from "../entries.js";
import { failureWords } from "../failures.js";
import { recordFollowing } from "../following.js";
import { valueTo } from "../parts/field.js";
import { FATES, useLog } from "../parts/log.js";
import { useAnswer } from "../screen.js";
import { shortDay } from "../times.js";
import { html, useEffect, useRef, useState } from "../vendor/htm-preact-standalone.module.js";
import { capital, counted, PILLARS } from "../words.js";
import { quartersTo, targetOfSpan } from "./quarters.js";

/** @import { Amend } from "../entries.js" */
/** @import { PostThread, ThreadPage, ThreadStep } from "../generated/types.js" */
/** @typedef {{subject: string, words: string}} Done */

const SHOWN = 3;
const POST = { kind: "post_published", qualifiers: { form: "short" }, count: 1 };

/** Logs one click at a time, and knows how it is taken back. */
function useClicks() {
  const log = useLog();
  const [done, setDone] = useState(/** @type {Done | null} */ (null));
  /** @param {Amend} item @param {string} name */
  async function click(item, name) {
    const { fate } = await log([item], `${name}, kept.`);
    setDone({ subject: fate === "refused" ? "" : item.subject, words: `${name}: ${FATES[fate].toLowerCase()}` });
  }
  async function undo() {
    await log([retract("activity", done?.subject ?? "", Date.now())], "Taken back.");
    setDone(null);
  }
  return { done, click, undo };
}

/**
 * Posts and what followed from them; each step is one click.
 * @param {{today: string, onTold: () => void}} props told once it is as high as it will be
 */
export function ThreadsCard({ today, onTold }) {
  const [span, setSpan] = useState("");
  const [all, setAll] = useState(false);
  const { answer, failure } = useAnswer((api) => api.get(targetOfSpan(span)), [span]);
  const { done, click, undo } = useClicks();
  const heading = useRef(/** @type {HTMLElement | null} */ (null));
  const page = /** @type {ThreadPage | null} */ (answer);
  const settled = page !== null || failure !== null;
  useEffect(() => {
    if (settled) onTold();
  }, [settled]);
  const threads = page?.items ?? [];
  const best = threads.filter(({ id }) => page?.best.includes(id)).length;
  return html`<section class="card post-threads" id="threads" aria-labelledby="threads-title">
    <div class="head"><h2 id="threads-title" ref=${heading} tabindex="-1">Post threads</h2>
      <label>Days <select id="threads-span" value=${span} onChange=${valueTo(setSpan)}>
        <option value="">last 90 days</option>
        ${quartersTo(today).map(({ name, value }) => html`<option value=${value}>${name}</option>`)}
      </select></label></div>
    <p class="soft">One useful post can touch all four pillars. Say what followed from it, one click each.</p>
    ${failure && html`<p class="fault" role="alert">${failureWords(failure)}</p>`}
    ${page === null && html`<div class="ghost ghost-list"></div>`}
    ${page !== null && threads.length === 0 && html`<p class="calm">No post in these days.</p>`}
    <ul class="rows">${threads.slice(0, all ? undefined : SHOWN).map((thread) => html`<${ThreadRow} key=${thread.id}
      thread=${thread} today=${today} best=${best > 0 && threads.length > best && page?.best.includes(thread.id)}
      onStep=${(/** @type {ThreadStep} */ step) => void click(recordFollowing(step, thread.id, Date.now()), step.name)} />`)}
    </ul>
    <p class="buttons">
      <button type="button" id="posted" onClick=${() => void click(recordClick(POST, Date.now()), "Post")}>I published a post</button>
      ${threads.length > SHOWN && html`<button type="button" aria-expanded=${String(all)}
        onClick=${() => setAll(!all)}>${all ? "Show fewer" : `Show all ${threads.length}`}</button>`}</p>
    ${done && html`<p class="fate"><span>${done.words}</span>
      ${done.subject && html`<button type="button" class="small" onClick=${() => {
        heading.current?.focus();
        void undo();
      }}>Undo</button>`}</p>`}
  </section>`;
}

/** @param {{thread: PostThread, today: string, best: boolean, onStep: (step: ThreadStep) => void}} props */
function ThreadRow({ thread: { id, day, text, note, pillars, steps, followed }, today, best, onStep }) {
  const when = shortDay(day, today);
  return html`<li data-id=${id} data-touched=${pillars.length}>
    <div>
      <b>${when}</b> ${text}${best && html` <b class="badge">among the best</b>`}
      ${note && html`<p class="note-text">${note}</p>`}
      <p class="touched"><span>${counted(pillars.length, "pillar")} of 4 touched, ${followed} followed:</span>
        ${PILLARS.map((pillar) => html`<span data-pillar=${pillar} class=${pillars.includes(pillar) ? "" : "open"}>
          <i class="swatch" aria-hidden="true"></i>${capital(pillar)}${pillars.includes(pillar) ? "" : " open"}</span>`)}</p>
    </div>
    <div class="follow" role="group" aria-label=${`What followed from the post of ${when}`}>
      ${steps.map((step) => html`<button type="button" class="small" data-step=${step.id} data-done=${step.done}
        aria-label=${`Log: + ${step.name}, ${step.done} so far`} onClick=${() => onStep(step)}>
        + ${step.name}${step.done > 0 && html` <b class="times">${step.done}</b>`}</button>`)}
    </div>
  </li>`;
}
