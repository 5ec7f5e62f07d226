// @ts-check
import { Confirm } from "../parts/confirm.js";
import { useAnswer } from "../screen.js";
import { html, useState } from "../vendor/htm-preact-standalone.module.js";
import { cadenceWords, effort, effortWords, wantedFrom } from "./routine.js";

/** @import { Kind, Preset, Preferences } from "../generated/types.js" */
/** @import { Props } from "./habits.js" */

/** Routines to begin with: each takes the place of the one that runs. @param {Props} props */
export function PresetsCard({ routine, kinds, change }) {
  const presets = /** @type {Preset[]} */ (useAnswer((api) => api.get("/api/v1/presets"), []).answer?.items ?? []);
  const preferences = /** @type {Preferences | null} */ (useAnswer((api) => api.get("/api/v1/preferences"), []).answer);
  const [trouble, setTrouble] = useState("");
  const offered = kinds.filter(({ retired, tool }) => !retired && (tool === null || preferences?.sales_navigator !== false));
  /** @param {Preset} preset */
  async function take(preset) {
    const refused = await change(wantedFrom(preset, offered), routine.budget, `${preset.name}: it is your routine from today.`);
    setTrouble(refused?.words ?? "");
  }
  return html`<section class="card" id="presets" aria-labelledby="presets-title">
    <h2 id="presets-title">Routines to begin with</h2>
    <p class="fault" role="alert">${trouble}</p>
    ${presets.map((preset) => html`<${PresetRow} key=${preset.id} preset=${preset} kinds=${offered}
      onTake=${() => void take(preset)} />`)}
  </section>`;
}

/** @param {{preset: Preset, kinds: Kind[], onTake: () => void}} props */
function PresetRow({ preset, kinds, onTake }) {
  const { id, name, about } = preset;
  const wanted = wantedFrom(preset, kinds);
  return html`<div class="preset" data-preset=${id}>
    <h3>${name}</h3>
    <p>${about}</p>
    <p class="soft">${effortWords(effort(wanted, kinds))}</p>
    <details><summary>What it asks for</summary>
      <ul>${wanted.map((habit) => html`<li>${habit.name}: ${cadenceWords(habit)}</li>`)}</ul></details>
    <${Confirm} label="Use this" about=${name} question="In place of your routine, from today?" onYes=${onTake} />
  </div>`;
}
