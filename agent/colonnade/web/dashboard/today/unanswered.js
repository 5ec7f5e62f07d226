// @ts-check
import { recordPeriod } from "../entries.js";
import { failureWords } from "../failures.js";
import { localTime } from "../generated/protocol.js";
import { useLog } from "../parts/log.js";
import { useApp } from "../screen.js";
import { plusDays, shortDay, weekday } from "../times.js";
import { html, useState } from "../vendor/htm-preact-standalone.module.js";

/** @import { Answers, Unanswered } from "../generated/types.js" */

const TARGET = "/api/v1/answers";

/**
 * Working days without any entry: for streaks they count as not logged until the person says what they were.
 * @param {{days: Unanswered, today: string, onForgot: (day: string) => void}} props
 */
export function UnansweredDays({ days: { first, last }, today, onForgot }) {
  const { api, screen } = useApp();
  const log = useLog();
  const [trouble, setTrouble] = useState("");
  const named = (/** @type {string} */ day) => (plusDays(today, -1) === day ? "yesterday" : `${weekday(day)}, ${shortDay(day, today)}`);
  const when = first === last ? named(last) : `${named(first)} to ${named(last)}`;

  async function idle() {
    try {
      const kept = /** @type {Answers} */ (await api.get(TARGET));
      const at = Math.max(Date.now(), Date.parse(kept.changed_at) + 1);
      await api.put(TARGET, { ...kept, idle: [...kept.idle, { first, last }], changed_at: localTime(at) });
      screen.set({ said: "Nothing done, kept." });
    } catch (failure) {
      setTrouble(failureWords(failure));
    }
  }

  const away = () => log([recordPeriod({ period: "away", start: first, end: last }, Date.now())], "Away, kept.");

  async function forgot() {
    // Only the last of them is caught up; the days before it are said to be unlogged.
    const rest = { period: /** @type {const} */ ("unlogged"), start: first, end: plusDays(last, -1) };
    if (first < last) await log([recordPeriod(rest, Date.now())], "Not logged, kept.");
    onForgot(last);
  }

  return html`<div id="unanswered" role="group" aria-label="Days without an entry">
    <p>Nothing was logged: <b>${when}</b>. What was it?</p>
    <p class="buttons">
      <button type="button" class="small" onClick=${() => void idle()}>Nothing done</button>
      <button type="button" class="small" onClick=${() => void forgot()}>I forgot to log</button>
      <button type="button" class="small" onClick=${() => void away()}>Away</button>
    </p>
    <p class="fault" role="alert">${trouble}</p>
  </div>`;
}
