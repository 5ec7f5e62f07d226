// @ts-check
import { DoubtCard } from "../parts/doubt.js";
import { Skeleton } from "../parts/skeleton.js";
import { useAnswer, useScreen } from "../screen.js";
import { longDay } from "../times.js";
import { html } from "../vendor/htm-preact-standalone.module.js";
import { dayLine } from "../words.js";
import { FirstRun } from "./first-run.js";
import { JustLogged } from "./logged.js";
import { NextCard } from "./next.js";
import { OwedCard } from "./owed.js";
import { PillarsCard } from "./pillars.js";
import { ReadyNote } from "./ready.js";
import { RoutineCard } from "./routine.js";
import { FourWeeks } from "./weeks.js";

/** @import { Client } from "../generated/types.js" */
/** @import { Screen } from "../screen.js" */

export function TodayPage() {
  const { state } = useScreen();
  return state === null ? html`<${Skeleton} />` : html`<${KnownToday} state=${state} />`;
}

/** @param {{state: NonNullable<Screen["state"]>}} props */
function KnownToday({ state: { today, estimate, doubt } }) {
  const { browser, asked, again } = usePairedBrowser(today.empty);
  return html`<div class="today">
    <div class="day"><h1>${longDay(today.day, today.day)}</h1><p class="soft">${dayLine(today)}</p></div>
    <${ReadyNote} week=${today.ready} />
    ${!asked && html`<div class="ghost wide"></div>`}
    ${asked && today.empty && html`<${FirstRun} browser=${browser} onPaired=${again} />`}
    ${asked && (browser !== null || !today.empty) && html`
      <div class="now">
        ${doubt && html`<${DoubtCard} doubt=${doubt} />`}
        <${NextCard} today=${today} />
        <${RoutineCard} today=${today} />
        <${OwedCard} today=${today} />
        <${JustLogged} today=${today} />
      </div>
      <div class="then"><${PillarsCard} estimate=${estimate} today=${today} /><${FourWeeks} today=${today} /></div>`}
  </div>`;
}

/**
 * Who clicks matters only while nothing is logged: pair first, then the page is there and waits.
 * @param {boolean} empty @returns {{browser: string | null, asked: boolean, again: () => void}}
 */
function usePairedBrowser(empty) {
  const { answer, again } = useAnswer(async (api) => (empty ? api.get("/api/v1/clients") : null), [empty]);
  const clients = /** @type {Client[]} */ (answer?.items ?? []);
  const browser = clients.find((client) => client.role === "browser" && client.revoked_at === null);
  return { browser: browser?.label ?? null, asked: answer !== null || !empty, again };
}
