// @ts-check
import { recordClick, retract } from "../entries.js";
import { ForWhom } from "../parts/for-whom.js";
import { FATES, useLog } from "../parts/log.js";
import { PageLink } from "../parts/page-link.js";
import { useAnswer, useApp } from "../screen.js";
import { html, useRef, useState } from "../vendor/htm-preact-standalone.module.js";
import { aboutMinutes, capital } from "../words.js";

/** @import { Next, NextStep, Today } from "../generated/types.js" */
/** @import { Result } from "../outbox.js" */
/** @typedef {{subjects: string[], result: Result}} Done */

/** What stands for the kind of a step that is no activity. */
const READING = "reading";

/**
 * The best step, or another one after it was declined. While another is on its way nothing is offered.
 * @param {Today} today @returns {{next: Next | null, words: string, another: () => void}} `words` where there is none
 */
export function useNext(today) {
  const { declined, decline } = useApp();
  const [, redraw] = useState(0);
  const kinds = declined(today.day);
  const asked = kinds.join(",");
  const { answer, failure } = useAnswer(
    async (api) => (asked ? { asked, .../** @type {NextStep} */ (await api.get(`/api/v1/next?declined=${asked}`)) } : null),
    [asked],
  );
  const next = asked === "" ? today.next : (answer?.asked === asked && answer.next) || null;
  const waiting = asked !== "" && answer?.asked !== asked;
  const missing = `Nothing ${today.next === null ? "" : "else "}is missing from the routine now.`;
  return {
    next,
    words: waiting ? (failure ? "Another one comes once the agent answers." : "") : missing,
    another: () => {
      if (next === null) return;
      decline(today.day, [...kinds, next.clicks[0]?.kind ?? next.opens ?? READING]);
      redraw((count) => count + 1);
    },
  };
}

/** @param {Next} next @returns {boolean} whether there is a note to be written for it */
function wantsNote({ clicks }) {
  return clicks.some(({ kind, qualifiers }) => kind === "connection_request" && qualifiers.note === true);
}

/** The one habit that helps most now. @param {{today: Today}} props */
export function NextCard({ today }) {
  const { next, words, another } = useNext(today);
  const log = useLog();
  const { go } = useApp();
  const [done, setDone] = useState(/** @type {Done | null} */ (null));
  const busy = useRef(false);
  const heading = useRef(/** @type {HTMLElement | null} */ (null));

  /** @param {() => Promise<void>} task */
  async function once(task) {
    if (busy.current) return;
    busy.current = true;
    await task().finally(() => {
      busy.current = false;
    });
  }

  /** @param {MouseEvent} event */
  function logNext({ detail }) {
    // The second click of a double click would log the habit that has taken this one's place.
    if (next === null || detail > 1) return;
    if (next.opens === "reading") {
      go("/pillars");
      return;
    }
    if (next.opens === "owed") {
      // They stand further down on this page.
      document.getElementById("owed-title")?.focus();
      return;
    }
    const items = next.clicks.map((click) => recordClick(click, Date.now()));
    void once(async () => setDone({ subjects: items.map((item) => item.subject), result: await log(items) }));
  }

  function decline() {
    another();
    // The button goes with what it declined; whoever uses keys goes on from the heading.
    heading.current?.focus();
  }

  function undo() {
    const items = (done?.subjects ?? []).map((subject) => retract("activity", subject, Date.now()));
    void once(async () => {
      await log(items, "Taken back.");
      setDone(null);
      heading.current?.focus();
    });
  }

  return html`<section class="card" id="next" aria-labelledby="next-title">
    <h2 id="next-title" ref=${heading} tabindex="-1">Next</h2>
    ${next === null ? html`<p class="calm">${words}</p>` : html`
      <h3>${next.title}</h3>
      <p class="soft">${next.reason} ${capital(aboutMinutes(next.minutes))}.${" "}${wantsNote(next) && html`
        <${PageLink} path="/people" query="?write=note">Write the note<//>`}</p>
      <${ForWhom} kinds=${next.clicks.map(({ kind }) => kind)} audience=${today.audience} />
      <p class="buttons"><button type="button" class="go" data-habit=${next.habit} onClick=${logNext}>${next.button}</button>
        <button type="button" id="another" onClick=${decline}>Another one</button></p>`}
    ${done && html`<p class="fate">
      <span>${FATES[done.result.fate]} ${done.result.faults.map((fault) => fault.message).join(" ")}</span>
      ${done.result.fate !== "refused" && html`<button type="button" class="small" onClick=${undo}>Undo</button>`}
    </p>`}
  </section>`;
}
