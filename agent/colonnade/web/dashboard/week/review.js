// @ts-check
import { failureWords } from "../failures.js";
import { localTime } from "../generated/protocol.js";
import { Field, valueTo } from "../parts/field.js";
import { useApp } from "../screen.js";
import { html, useState } from "../vendor/htm-preact-standalone.module.js";
import { capital, PILLARS } from "../words.js";

/** @import { Month, Reviews } from "../generated/types.js" */
/** @typedef {{answers: string[], focus: Month["focus"]}} Written */

const TARGET = "/api/v1/reviews";
const LONGEST = 1000;

/** Three questions, answered in writing, and what the next month is about. @param {{month: Month}} props */
export function ReviewCard({ month }) {
  const { api } = useApp();
  const kept = { answers: month.answers.map(({ answer }) => answer), focus: month.focus };
  const [draft, setDraft] = useState(/** @type {Written | null} */ (null));
  const [said, setSaid] = useState({ words: "", trouble: "" });
  const written = draft ?? kept;
  const isCopy = month.form === "coach";

  /** @param {Partial<Written>} change */
  function write(change) {
    setDraft({ ...written, ...change });
    setSaid({ words: "", trouble: "" });
  }

  /** @param {Event} event */
  async function save(event) {
    event.preventDefault();
    try {
      const before = /** @type {Reviews} */ (await api.get(TARGET));
      const others = before.months.filter((one) => one.month !== month.month);
      const at = Math.max(Date.now(), Date.parse(before.changed_at) + 1);
      await api.put(TARGET, { months: [...others, { month: month.month, ...written }], changed_at: localTime(at) });
      setSaid({ words: "Review kept.", trouble: "" });
    } catch (failure) {
      setSaid({ words: "", trouble: failureWords(failure) });
    }
  }

  return html`<section class="card" id="review" aria-labelledby="review-title">
    <h2 id="review-title">Looking back</h2>
    ${month.lagging && html`<p class="lagging"><b>Lagging: ${capital(month.lagging.pillar)}.</b> ${month.lagging.reason}</p>`}
    ${isCopy ? html`<p>Focus of the next month: ${month.focus ? capital(month.focus) : "not chosen"}.</p>` : html`<form onSubmit=${save}>
      ${month.answers.map(({ question }, place) => html`<${Field} id=${`review-${place}`} label=${question} faults=${[]}
        control=${(/** @type {object} */ names) => html`<textarea ...${names} rows="3" maxlength=${LONGEST} value=${written.answers[place]}
          onInput=${valueTo((text) => write({ answers: written.answers.map((one, at) => (at === place ? text : one)) }))}></textarea>`} />`)}
      <${Field} id="review-focus" label="Focus of the next month" faults=${[]}
        control=${(/** @type {object} */ names) => html`<select ...${names} value=${written.focus ?? ""}
          onChange=${valueTo((focus) => write({ focus: /** @type {Month["focus"]} */ (focus || null) }))}>
          <option value="">Not chosen</option>${PILLARS.map((pillar) => html`<option value=${pillar}>${capital(pillar)}</option>`)}</select>`} />
      <p class="fault" role="alert">${said.trouble}</p>
      <p class="buttons"><button type="submit" class="go">Keep the review</button>
        <span class="soft" role="status">${said.words}</span></p>
    </form>`}
  </section>`;
}
