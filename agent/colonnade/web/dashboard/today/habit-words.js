// @ts-check
/** What is said of a habit. Pure. */

import { capital, counted } from "../words.js";

/** @import { HabitProgress } from "../generated/types.js" */

/** What stands under a habit's name. @param {HabitProgress} habit @returns {string} */
export function habitLine({ cadence, due, done, target, better }) {
  if (better !== null && done >= target && done < better) return `${cadence} · done, ${better} is better`;
  if (done >= target) return `${cadence} · done`;
  return due && done > 0 ? `${cadence} · ${target - done} to go` : cadence;
}

/** How a habit goes: "12 days in a row · strength 74 % · 1 skip left". @param {HabitProgress} habit @returns {string} */
export function streakLine({ streak }) {
  if (streak === null || streak.strength === 0) return "";
  const { unit, length, strength, skips, skips_left } = streak;
  const left = skips_left === 0 ? "no skip left" : `${counted(skips_left, "skip")} left`;
  const parts = [
    ...(length > 1 ? [`${length} ${unit} in a row`] : []),
    `strength ${Math.round(strength * 100)} %`,
    // As long as none was needed, nobody has to think of them.
    ...(skips_left < skips ? [left] : []),
  ];
  return capital(parts.join(" · "));
}
