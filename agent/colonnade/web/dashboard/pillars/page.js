// @ts-check
import { DoubtCard } from "../parts/doubt.js";
import { Skeleton } from "../parts/skeleton.js";
import { useScreen } from "../screen.js";
import { PillarsCard } from "../today/pillars.js";
import { html } from "../vendor/htm-preact-standalone.module.js";
import { AroundCard } from "./around.js";
import { HistoryCard } from "./history.js";
import { MovedCard } from "./moved.js";
import { ReadingsCard } from "./readings.js";
import { TrackCard } from "./track.js";

export function PillarsPage() {
  const { state } = useScreen();
  if (state === null) return html`<${Skeleton} />`;
  return html`<div class="pillars" id="pillars-page">
    <div class="day"><h1>Pillars</h1></div>
    ${state.doubt && html`<div class="wide-card"><${DoubtCard} doubt=${state.doubt} /></div>`}
    <div><${PillarsCard} estimate=${state.estimate} today=${state.today} /></div>
    <div><${ReadingsCard} today=${state.today.day} /></div>
    <${HistoryCard} today=${state.today.day} />
    <${MovedCard} today=${state.today.day} />
    <${TrackCard} today=${state.today.day} />
    <${AroundCard} today=${state.today.day} />
  </div>`;
}
