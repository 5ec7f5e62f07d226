// @ts-check
/** The numbers of a week as every format of its summary tells them. */

import { shortDay, weekday } from "../times.js";
import { capital, fixed, isRough } from "../words.js";

/** @import { Believed, SummaryHabit, SummaryNote, SummaryPeriod, SummaryPillar, SummaryShare } from "../generated/types.js" */

/** So many characters of notes find room on the second sheet. */
const ROOM = 3600;
/** What a note takes besides its own words. */
const AROUND = 60;

/** @param {Believed} believed @returns {number} */
function digitsOf({ bands }) {
  return isRough(bands["80"]) ? 0 : 1;
}

/** With its sign, and none where nothing is seen to change. @param {number} number @param {number} [digits] @returns {string} */
export function change(number, digits = 0) {
  const size = Math.abs(number).toFixed(digits);
  return Number(size) === 0 ? size : `${number > 0 ? "+" : "−"}${size}`;
}

/** The mean now and a week before, and what lies between the two as they are shown. @param {SummaryPillar} row */
export function moved({ now, before }) {
  const digits = Math.min(digitsOf(now), digitsOf(before));
  const [is, was] = [now, before].map(({ mean }) => fixed(mean, digits));
  const [low, high] = now.bands["80"].map((edge) => fixed(edge, digitsOf(now)));
  return { now: is, range: `${low}–${high}`, before: was, change: change(Number(is) - Number(was), digits) };
}

/** @typedef {{of: string, percent: string}} Share "7 of 9" and "78 %" */

/** @param {number} number @param {number} n @returns {Share} */
function share(number, n) {
  return n === 0 ? { of: "none said", percent: "" } : { of: `${number} of ${n}`, percent: `${fixed((100 * number) / n, 0)} %` };
}

/** This week and the one before. @param {SummaryShare} row @returns {[Share, Share]} */
export function shares({ number, n, previous_number, previous_n }) {
  return [share(number, n), share(previous_number, previous_n)];
}

/** This week and the one before. @param {SummaryHabit} row @returns {[string, string]} */
export function results({ result, target, previous_result, previous_target, unit }) {
  if (unit === "replies") return [inTime(result, target), inTime(previous_result, previous_target)];
  const days = unit === "days" ? " days" : "";
  return [`${result} of ${target}${days}`, `${previous_result} of ${previous_target}${days}`];
}

/** @param {number} met @param {number} due */
function inTime(met, due) {
  const { of, percent } = share(met, due);
  return due === 0 ? "none due" : `${of} (${percent})`;
}

/** @param {SummaryPeriod} period @param {string} today @returns {string} "Away 16 Nov to 18 Nov" */
export function periodWords({ period, start, end }, today) {
  return [`${capital(period)} ${shortDay(start, today)}`, ...(start === end ? [] : [shortDay(end, today)])].join(" to ");
}

/** @param {SummaryNote} note @param {string} today @returns {string} "Mon 16 Nov, Comment · substantive" */
export function notedOf({ day, text }, today) {
  return `${weekday(day).slice(0, 3)} ${shortDay(day, today)}, ${text}`;
}

/** How many of the notes find room on paper. @param {Pick<SummaryNote, "note">[]} notes @returns {number} */
export function printedNotes(notes) {
  let room = ROOM;
  const beyond = notes.findIndex(({ note }) => (room -= [...note].length + AROUND) < 0);
  return beyond < 0 ? notes.length : beyond;
}
