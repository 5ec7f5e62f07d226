// @ts-check
/** Templates of notes: what stands in square brackets is a blank. */

/** @import { Template } from "../generated/types.js" */

const BLANK = /\[([^[\]]+)\]/g;
/** What the network takes of a note: of everybody, and of who pays. */
const NOTE = { short: 200, long: 300 };

/** Three to begin with; each gives a reason that only one reader can have been meant by. @type {readonly Template[]} */
export const STARTERS = [
  {
    name: "After something they wrote",
    text: "Hello [first name], what you wrote on [topic] stayed with me, above all [one point of it]. I work on [my field] and would like to read more from you.",
  },
  {
    name: "Something in common",
    text: "Hello [first name], we were both at [event, group or person], and I liked [one detail]. Shall we keep in touch here?",
  },
  {
    name: "A question only they can answer",
    text: "Hello [first name], I am looking into [question], and [their work] is the closest I have found. May I ask you one thing about it?",
  },
];

/** @param {string} text @returns {string[]} the names of its blanks, each once, in their order */
export function blanksOf(text) {
  return [...new Set([...text.matchAll(BLANK)].map(([, name = ""]) => name))];
}

/**
 * The text in pieces: what is written, and what is still open.
 * @param {string} text @param {Record<string, string>} typed by the name of the blank
 * @returns {{text: string, open: boolean}[]}
 */
export function piecesOf(text, typed) {
  return text.split(BLANK).map((piece, at) => {
    const said = at % 2 === 1 ? (typed[piece]?.trim() ?? "") : piece;
    return said === "" && at % 2 === 1 ? { text: `[${piece}]`, open: true } : { text: said, open: false };
  });
}

/** @param {number} length @returns {string} "143 characters: fits a note of 200." */
export function lengthWords(length) {
  const said = `${length} characters`;
  if (length <= NOTE.short) return `${said}: fits a note of ${NOTE.short}.`;
  if (length <= NOTE.long) return `${said}: ${length - NOTE.short} too many for a note of ${NOTE.short}, fits one of ${NOTE.long}.`;
  return `${said}: ${length - NOTE.long} too many for any note; ${NOTE.long} is the most.`;
}
