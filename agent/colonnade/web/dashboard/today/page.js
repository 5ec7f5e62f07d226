// @ts-check
import { Skeleton } from "../parts/skeleton.js";
import { useAnswer, useScreen } from "../screen.js";
import { longDay } from "../times.js";
import { html } from "../vendor/htm-preact-standalone.module.js";
import { dayLine } from "../words.js";
import { FirstRun } from "./first-run.js";
import { JustLogged } from "./logged.js";
import { NextCard } from "./next.js";
import { PillarsCard } from "./pillars.js";
import { RoutineCard } from "./routine.js";
import { FourWeeks } from "./weeks.js";

/** @typedef {import("../generated/types.js").Client} Client */
/** @typedef {import("../generated/types.js").Today} Today */

export function TodayPage() {
  const { state } = useScreen();
  if (state === null) return html`<${Skeleton} />`;
  const { today, estimate } = state;
  return html`<div class="today">
    <div class="day"><h1>${longDay(today.day, today.day)}</h1><p class="soft">${dayLine(today)}</p></div>
    ${today.empty ? html`<${Beginning} today=${today} estimate=${estimate} />` : html`<${Cards} ...${{ today, estimate }} />`}
  </div>`;
}

/** @param {import("../screen.js").Screen["state"] & {}} props */
function Cards({ today, estimate }) {
  return html`
    <div class="now">
      <${NextCard} next=${today.next} />
      <${RoutineCard} habits=${today.habits} />
      <${JustLogged} today=${today} />
    </div>
    <div class="then"><${PillarsCard} estimate=${estimate} /><${FourWeeks} today=${today} /></div>
  `;
}

/** Nothing is logged yet: pair first; once a browser is paired, the page is there and waits. @param {any} props */
function Beginning({ today, estimate }) {
  const { answer, again } = useAnswer((api) => api.get("/api/v1/clients"), []);
  if (answer === null) return html`<div class="ghost wide"></div>`;
  const browser = answer.items.find((/** @type {Client} */ one) => one.role === "browser" && one.revoked_at === null);
  return html`
    <${FirstRun} browser=${browser?.label ?? null} onPaired=${again} />
    ${browser && html`<${Cards} today=${today} estimate=${estimate} />`}
  `;
}
