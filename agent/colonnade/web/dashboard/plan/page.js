// @ts-check
import { useKinds } from "../activity/catalogue.js";
import { failureWords, Problem } from "../failures.js";
import { useAnswer, useApp, useScreen } from "../screen.js";
import { AskingCard } from "./asking.js";
import { PeriodsCard } from "./periods.js";
import { html, useRef } from "../vendor/htm-preact-standalone.module.js";
import { PresetsCard } from "./presets.js";
import { changedTo } from "./routine.js";
import { RoutineCard } from "./habits.js";
import { WhatIfCard } from "./what-if.js";

/** @import { FieldFault, Routine } from "../generated/types.js" */
/** @import { Wanted } from "./routine.js" */
/** @typedef {{faults: FieldFault[], words: string}} Refusal `faults` have pointers into the habits that were wanted */
/** @typedef {(wanted: readonly Wanted[], budget: number, said: string) => Promise<Refusal | null>} Change */

/** What the person means to do from today on, and the days on which it does not hold. */
export function PlanPage() {
  const { answer, failure, again } = useAnswer((api) => api.get("/api/v1/routine"), []);
  const kinds = useKinds();
  const day = useScreen().state?.today.day;
  const change = useChange(answer, day ?? "", again);
  const ready = answer !== null && day !== undefined && kinds.length > 0;
  return html`<div class="settings" id="plan">
    <div class="day"><h1>Plan</h1></div>
    <div>
      ${failure && html`<p class="fault" role="alert">${failureWords(failure)}</p>`}
      ${ready
        ? html`<${RoutineCard} routine=${answer} kinds=${kinds} day=${day} change=${change} />`
        : html`<div class="ghost ghost-routine"></div>`}
      <${PeriodsCard} />
      <${AskingCard} />
      ${ready && html`<${WhatIfCard} today=${day} />`}
    </div>
    <div>${ready && html`<${PresetsCard} routine=${answer} kinds=${kinds} day=${day} change=${change} />`}</div>
  </div>`;
}

/** @param {Routine | null} routine @param {string} day @param {() => void} again @returns {Change} */
function useChange(routine, day, again) {
  const { api, screen } = useApp();
  const busy = useRef(false);
  return async (wanted, budget, said) => {
    if (routine === null || busy.current) return null;
    busy.current = true;
    const whole = changedTo(routine, wanted, day, budget, Date.now());
    try {
      await api.put("/api/v1/routine", whole);
      screen.set({ said });
      again();
      return null;
    } catch (failure) {
      return refusalOf(failure, whole.habits.length - wanted.length);
    } finally {
      busy.current = false;
    }
  };
}

/** What the agent said, with the places of the habits that were wanted. @param {unknown} failure @param {number} past how many habits stand before them @returns {Refusal} */
function refusalOf(failure, past) {
  const errors = failure instanceof Problem ? failure.errors : [];
  const faults = errors.map(({ pointer, ...fault }) => {
    const [, list, place, ...rest] = pointer.split("/");
    return { ...fault, pointer: list === "habits" ? ["", Number(place) - past, ...rest].join("/") : pointer };
  });
  return { faults, words: failureWords(failure) };
}
