// @ts-check
/** Months by their names. Pure. */

const MONTHS = [
  ...["January", "February", "March", "April", "May", "June"],
  ...["July", "August", "September", "October", "November", "December"],
];

/** @param {string} month "2026-11" @returns {string} "November 2026" */
export function monthTitle(month) {
  return `${MONTHS[Number(month.slice(5)) - 1]} ${month.slice(0, 4)}`;
}

/** The name of the month so many months later. @param {string} month @param {number} months @returns {string} */
export function monthFrom(month, months) {
  const number = Number(month.slice(0, 4)) * MONTHS.length + Number(month.slice(5)) - 1 + months;
  return `${Math.floor(number / MONTHS.length)}-${String((number % MONTHS.length) + 1).padStart(2, "0")}`;
}
