// @ts-check
import { localTime } from "../generated/protocol.js";
import { after } from "../entries.js";
import { failureWords, Problem } from "../failures.js";
import { Field, faultsAt, OtherFaults, valueTo } from "../parts/field.js";
import { useAnswer, useApp } from "../screen.js";
import { html, useState } from "../vendor/htm-preact-standalone.module.js";

/** @import { Preferences } from "../generated/types.js" */
/** @typedef {Omit<Preferences, "changed_at">} Draft */
/** @typedef {object} Names ids and descriptions a control has to carry */

/** @type {(keyof Draft)[]} */
const FIELDS = ["zone", "day_start", "week_start", "sales_navigator"];
const ZONES = Intl.supportedValuesOf("timeZone");
const POINTERS = FIELDS.map((field) => `/${field}`);

/** When a day and a week begin, where, and what is at hand. */
export function PreferencesCard() {
  const { answer, failure, again } = useAnswer((api) => api.get("/api/v1/preferences"), []);
  const [saved, setSaved] = useState(false);
  function welcome() {
    setSaved(true);
    again();
  }
  return html`<section class="card" id="preferences" aria-labelledby="preferences-title">
    <h2 id="preferences-title">Days and weeks</h2>
    ${failure && html`<p class="fault" role="alert">${failureWords(failure)}</p>`}
    ${answer === null
      ? html`<div class="ghost ghost-form"></div>`
      : html`<${PreferencesForm} key=${answer.changed_at} kept=${answer} saved=${saved} onSaved=${welcome} />`}
  </section>`;
}

/** @param {{kept: Preferences, saved: boolean, onSaved: () => void}} props */
function PreferencesForm({ kept, saved, onSaved }) {
  const { api, screen } = useApp();
  const [draft, setDraft] = useState(/** @type {Draft} */ (kept));
  const [failure, setFailure] = useState(/** @type {unknown} */ (null));
  const changed = FIELDS.some((field) => draft[field] !== kept[field]);
  const faults = failure instanceof Problem ? failure.errors : [];

  const settled = saved ? "Saved." : "";
  const stand = failure && faults.length === 0 ? failureWords(failure) : changed ? "Not saved yet." : settled;

  /** @param {Event} event */
  async function save(event) {
    event.preventDefault();
    try {
      const said = Object.fromEntries(FIELDS.map((field) => [field, draft[field]]));
      // After those it replaces, even where this machine's clock was set back: the later ones win.
      const changed_at = localTime(after(Date.now(), Date.parse(kept.changed_at)));
      await api.put("/api/v1/preferences", { ...said, changed_at });
      screen.set({ said: "Saved." });
      setFailure(null);
    } catch (reason) {
      setFailure(reason);
      return;
    }
    onSaved();
  }

  return html`<form onSubmit=${save}>
    <${OtherFaults} faults=${faults} pointers=${POINTERS} />
    <${PreferenceFields} draft=${draft} faults=${faults} onChange=${setDraft} />
    <p class="buttons">
      <button type="submit" disabled=${!changed}>Save</button>
      <span class="soft" id="preferences-saved">${stand}</span>
    </p>
  </form>`;
}

/**
 * @param {{draft: Draft, faults: import("../generated/types.js").FieldFault[], onChange: (draft: Draft) => void}} props
 */
function PreferenceFields({ draft, faults, onChange }) {
  /** @param {keyof Draft} name */
  const set = (name) => valueTo((value) => onChange({ ...draft, [name]: value }));
  return html`<div class="fields">
    <${Field} id="zone" label="Time zone" faults=${faultsAt(faults, "/zone")} hint="A day is a day of this place."
      control=${(/** @type {Names} */ names) => html`<input ...${names} list="zones" required
        value=${draft.zone} onInput=${set("zone")} />`} />
    <datalist id="zones">${ZONES.map((zone) => html`<option value=${zone}></option>`)}</datalist>
    <${Field} id="day_start" label="A day begins at" faults=${faultsAt(faults, "/day_start")}
      hint="For late evenings: 04:00 counts one o'clock to the day before."
      control=${(/** @type {Names} */ names) => html`<input ...${names} type="time" required max="11:59"
        value=${draft.day_start} onInput=${set("day_start")} />`} />
    <${Field} id="week_start" label="A week begins on" faults=${faultsAt(faults, "/week_start")}
      control=${(/** @type {Names} */ names) => html`<select ...${names}
        value=${draft.week_start} onChange=${set("week_start")}>
        <option value="monday">Monday</option><option value="sunday">Sunday</option></select>`} />
    <label class="choice"><input type="checkbox" id="no-navigator" checked=${!draft.sales_navigator}
      onChange=${(/** @type {{currentTarget: HTMLInputElement}} */ { currentTarget }) =>
        onChange({ ...draft, sales_navigator: !currentTarget.checked })} />${" "}
      <span>I don't have Sales Navigator<span class="about" id="navigator-about">Its two kinds are not offered then; what is
        logged already stays.</span></span></label>
  </div>`;
}
