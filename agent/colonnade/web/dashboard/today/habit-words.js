// @ts-check
/** What is said of a habit. Pure. */

import { capital, counted } from "../words.js";

/** @import { HabitProgress, ReplyShare } from "../generated/types.js" */

/** What stands under a habit's name. @param {HabitProgress} habit @returns {string} */
export function habitLine({ cadence, due, done, target, better }) {
  if (better !== null && done >= target && done < better) return `${cadence} · done, ${better} is better`;
  if (done >= target) return `${cadence} · done`;
  return due && done > 0 ? `${cadence} · ${target - done} to go` : cadence;
}

/** How far a share of replies is: "9 of 10". @param {HabitProgress} habit @returns {string} */
export function shareFar({ done, target }) {
  return target === 0 ? "none due" : `${done} of ${target}`;
}

/**
 * What stands under its name, after that: what is asked, and what can still be done about it.
 * @param {HabitProgress} habit @param {ReplyShare} share @returns {string}
 */
export function shareLine({ due, target }, { percent, hours, open }) {
  const asked = target === 0 ? `this week · ${percent} % within ${hours} h asked` : `answered within ${hours} h · ${percent} % asked`;
  return due && open > 0 ? `${asked} · ${counted(open, "reply", "replies")} still in time` : asked;
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
