// @ts-check
/** How shares and waits are said. */

/** @import { ReplyFigures } from "../generated/types.js" */

const DAY_HOURS = 24;

/** Of few there is no per cent. @param {number} number @param {number} n @returns {string} "7 of 9 (78 %)" */
export function shareWords(number, n) {
  if (n === 0) return "none said";
  return n < 5 ? `${number} of ${n}` : `${number} of ${n} (${Math.round((100 * number) / n)} %)`;
}

/** @param {number | null} days @returns {string} "half within 2.5" */
export function lagWords(days) {
  return days === null ? "not known" : `half within ${days < 10 ? Number(days.toFixed(1)) : Math.round(days)}`;
}

/** @param {number} hours @returns {string} "40 minutes", "5 hours", "3 days" */
function waitWords(hours) {
  if (hours < 1) return `${Math.max(1, Math.round(hours * 60))} minutes`;
  return hours < 2 * DAY_HOURS ? `${Number(hours.toFixed(1))} hours` : `${Number((hours / DAY_HOURS).toFixed(1))} days`;
}

/** What is known of replies in the last 90 days, answered ones only. @param {ReplyFigures} figures @returns {string[]} */
export function repliesWords({ n, within_24h, median_hours, let_go }) {
  if (median_hours === null) return ["No message was answered in the last 90 days, as far as the log knows."];
  const unanswered = let_go === 0 ? [] : [`Answered at all: ${shareWords(n, n + let_go)}; the others waited for 30 days.`];
  return [
    `Answered within 24 hours: ${shareWords(within_24h, n)} answered messages of the last 90 days.`,
    `Half of them within ${waitWords(median_hours)} (n = ${n}).`,
    ...unanswered,
  ];
}
