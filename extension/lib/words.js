// @ts-check
/** What the popup and the badge say of how things stand. Pure. */
import { dayWords } from "./days.js";
import { counted } from "./describe.js";
import { localTime } from "./protocol.js";

/** @typedef {import("./agent_client.js").Standing} Standing */
/**
 * @typedef {object} Situation
 * @property {Standing} standing
 * @property {readonly {of: string}[]} outbox items that wait
 * @property {number} refused rejected items
 * @property {number} confirmedAt Unix milliseconds; 0 for never
 * @property {number} port
 */
/** @typedef {"pair" | "allow" | "mend"} Remedy what a button beside the words offers */

/** @type {Record<Standing, ((port: number) => string) | null>} */
const TROUBLE = {
  ok: null,
  down: null,
  unpaired: null,
  not_allowed: () => "This browser does not let Colonnade talk to 127.0.0.1.",
  not_proven: (port) => `Something else answers on port ${port}, or this browser is no longer known.`,
  revoked: () => "The agent no longer knows this browser. Pair it again.",
  mismatch: () => "Agent and extension speak different versions. Update the older one.",
  problem: () => "The agent could not do it just now.",
};

/**
 * How many wait: "3 clicks waiting, kept on this browser"; of readings, or of both, "3 entries".
 * @param {readonly {of: string}[]} outbox
 */
export function waitingWords(outbox) {
  const clicks = outbox.every(({ of }) => of === "activity");
  const [one, many] = clicks ? /** @type {const} */ (["click", "clicks"]) : /** @type {const} */ (["entry", "entries"]);
  return `${counted(outbox.length, one, many)} waiting, kept on this browser`;
}

/**
 * The popup's last line.
 * @param {Situation} situation @param {number} now Unix milliseconds @returns {{text: string, remedy: Remedy | null}}
 */
export function statusOf({ standing, outbox, refused, confirmedAt, port }, now) {
  const trouble = TROUBLE[standing]?.(port);
  const kept = outbox.length > 0 ? waitingWords(outbox) : null;
  const mend = refused > 0 ? `${counted(refused, "entry needs", "entries need")} mending` : null;
  const calm = standing === "down" ? "All kept · agent away" : allKept(confirmedAt, now);
  const text = [trouble, kept && (trouble ? `${kept}.` : kept), trouble ? null : mend].filter(Boolean);
  return { text: text.length > 0 ? text.join(trouble ? " " : " · ") : calm, remedy: remedyOf(standing, refused) };
}

/** @param {Standing} standing @param {number} refused @returns {Remedy | null} */
function remedyOf(standing, refused) {
  if (standing === "not_proven" || standing === "revoked") return "pair";
  if (standing === "not_allowed") return "allow";
  return refused > 0 ? "mend" : null;
}

/** @param {number} confirmedAt @param {number} now @returns {string} "All kept · agent confirmed 10:42" */
function allKept(confirmedAt, now) {
  if (confirmedAt === 0) return "All kept";
  const at = localTime(confirmedAt);
  const day = dayWords(at.slice(0, 10), localTime(now).slice(0, 10));
  return `All kept · agent confirmed ${day === "today" ? "" : `${day} `}${at.slice(11, 16)}`;
}

/** What is left of the day, for the popup's head. @param {number} left @param {boolean} due whether anything was asked @returns {string} */
export function leftWords(left, due) {
  if (left > 0) return `${left} left today`;
  return due ? "all done today" : "nothing due today";
}
