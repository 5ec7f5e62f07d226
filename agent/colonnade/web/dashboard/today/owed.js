// @ts-check
import { recordClick } from "../entries.js";
import { recordAnswer } from "../following.js";
import { useLog } from "../parts/log.js";
import { shortTime, wallOf } from "../times.js";
import { html, useRef } from "../vendor/htm-preact-standalone.module.js";
import { counted } from "../words.js";

/** @import { Owed, Today } from "../generated/types.js" */

const CAME = { kind: "message_received", qualifiers: {}, count: 1 };

/** Messages that wait for an answer; one click logs that they came, one that they were answered. @param {{today: Today}} props */
export function OwedCard({ today }) {
  const log = useLog();
  const heading = useRef(/** @type {HTMLElement | null} */ (null));
  const { owed, owed_replies: number } = today;
  const shown = owed.reduce((sum, one) => sum + one.number, 0);

  /** @param {Owed} one */
  async function answer(one) {
    // The row may be gone afterwards, and the focus with it.
    heading.current?.focus();
    await log([recordAnswer(one, Date.now())], `Answered${one.contact && `: ${one.contact}`}, kept.`);
  }

  return html`<section class="card" id="owed" aria-labelledby="owed-title">
    <h2 id="owed-title" ref=${heading} tabindex="-1">${counted(number, "owed reply", "owed replies")}</h2>
    <ul class="log">${owed.map((one) => html`<${OwedRow} key=${one.contact} owed=${one} today=${today.day}
      onAnswer=${() => void answer(one)} />`)}</ul>
    ${number > shown && html`<p class="soft">and ${number - shown} more</p>`}
    <button type="button" class="small" id="message-came"
      onClick=${() => void log([recordClick(CAME, Date.now())], "Message received, kept.")}>A message came</button>
  </section>`;
}

/** @param {{owed: Owed, today: string, onAnswer: () => void}} props */
function OwedRow({ owed: { contact, number, at }, today, onAnswer }) {
  const whose = contact || "nobody named";
  return html`<li>
    <time datetime=${at}>${shortTime(wallOf(at), today)}</time>
    <span>${contact || html`<span class="soft">nobody named</span>`}
      ${number > 1 && html` <b class="times">×${number}</b>`}</span>
    <button type="button" class="small" aria-label=${`Answered: ${whose}`} onClick=${onAnswer}>Answered</button>
  </li>`;
}
