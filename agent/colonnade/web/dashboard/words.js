// @ts-check
/** Sentences made of what the agent tells: short, in the person's words, present tense. */

import { fullTime, shortDay, wallHere } from "./times.js";

/** @import { Believed, Estimate, Rank, Today } from "./generated/types.js" */

/** @type {readonly ["brand", "find", "engage", "build"]} */
export const PILLARS = ["brand", "find", "engage", "build"];
/** Beyond this many points from end to end, a decimal would promise more than is known. */
const ROUGH = 5;
/** What stands on every page of a demo. */
export const DEMO = "Demo: everything here is invented.";

/** @param {string} text @returns {string} */
export function capital(text) {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** @param {number} number @param {string} one @param {string} [many] @returns {string} "1 click", "2 clicks" */
export function counted(number, one, many = `${one}s`) {
  return `${number} ${number === 1 ? one : many}`;
}

/** @param {number} minutes @returns {string} */
export function aboutMinutes(minutes) {
  return `about ${counted(Math.max(1, Math.round(minutes)), "minute")}`;
}

/** What stands beside the day's title. @param {Today} today @returns {string} */
export function dayLine(today) {
  const week = `Week ${Number(today.week.split("-W")[1])}`;
  return `${week} · ${leftToday(today)}`;
}

/** @param {Today} today @returns {string} */
function leftToday({ period, left, habits }) {
  if (period === "away") return "away: nothing is expected today";
  if (left.clicks > 0) return `${aboutMinutes(left.minutes)} left in today's routine`;
  const due = habits.some((habit) => habit.due && habit.per === "day");
  return due ? "today's routine is done" : "nothing left in today's routine";
}

/** Whether a band is too wide for decimals. @param {readonly [number, number]} band @returns {boolean} */
export function isRough([low, high]) {
  return high - low >= ROUGH;
}

/** @param {number} value @param {number} digits 0 or 1 @returns {string} without "-0.0" */
export function fixed(value, digits) {
  const plain = Math.abs(value) < 0.05 ? 0 : value;
  const unit = 10 ** digits;
  // What lies exactly between two goes to the even one, as the agent rounds: 11.25 is 11.2 here and in every export.
  const between = Math.abs((plain * (digits === 0 ? 2 : 4)) % 2) === 1;
  return (between ? (2 * Math.round((plain * unit) / 2)) / unit : plain).toFixed(digits);
}

/** A pillar's number and range, with no more digits than they deserve. @param {Believed} believed */
export function pillarWords({ mean, bands }) {
  const band = bands["80"];
  const digits = isRough(band) ? 0 : 1;
  return { value: fixed(mean, digits), range: `${fixed(band[0], digits)}–${fixed(band[1], digits)}` };
}

/** @param {Believed} believed */
export function totalWords({ mean, bands }) {
  const [low, high] = bands["80"];
  return { value: fixed(mean, 0), range: `${fixed(low, 0)}–${fixed(high, 0)}` };
}

/** A rank and its change: "top 9 %, was 12 on 9 Nov". @param {Rank} rank @param {string} today @returns {string} */
export function rankWords({ day, before, before_day }, today) {
  const read = shortDay(day, today);
  return before === null || before_day === null ? read : `${read}, was ${before} % on ${shortDay(before_day, today)}`;
}

/** What holds the total back and why, then what else lies below its group's average. @param {Today} today @returns {string[]} */
export function laggingWords({ lagging, below }) {
  const others = below.filter(({ pillar }) => lagging?.rule !== "below_average" || pillar !== lagging.pillar);
  const rest = others.map(({ pillar, group, by }) => {
    const far = by < 0.05 ? "a little" : by.toFixed(1);
    return `${capital(pillar)} is ${far} below your ${group}'s average.`;
  });
  return lagging === null ? rest : [lagging.reason, ...rest];
}

/** The drawing in one sentence, for whoever does not see it. @param {Estimate} estimate @returns {string} */
export function colonnadeWords({ basis, pillars }) {
  const parts = PILLARS.map((pillar) => {
    const { value, range } = pillarWords(pillars[pillar]);
    const known = basis === "prior" ? "not known yet" : value;
    return `${capital(pillar)} ${known}, eight in ten between ${range.replace("–", " and ")}.`;
  });
  return `Four pillars of 25. ${parts.join(" ")}`;
}

/** @param {string | null} at when the newest entry was kept @param {string} today @returns {string} */
export function lastKept(at, today) {
  return at === null ? "Connected · nothing logged yet" : `Last click kept ${fullTime(wallHere(at), today)}`;
}

/**
 * What changed between two states, to be said aloud; "" for nothing worth it.
 * @param {Today | null} before @param {Today} after @returns {string}
 */
export function news(before, after) {
  if (before === null || before.day !== after.day) return "";
  const [was, now] = [before, after].map((today) => today.last.map((activity) => activity.id));
  // After an undo an older activity comes into view; it was not kept just now.
  const pushed = was?.[0] === undefined || now?.includes(was[0]);
  const newest = after.last.slice(0, 1).filter((activity) => pushed && !was?.includes(activity.id));
  const moved = after.habits.filter((habit) => {
    const was = before.habits.find((other) => other.id === habit.id);
    return was !== undefined && was.done !== habit.done;
  });
  return [
    ...newest.map((activity) => `${activity.text}, kept.`),
    ...moved.map((habit) => `${habit.name}: ${habit.done} of ${habit.target}.`),
  ].join(" ");
}
