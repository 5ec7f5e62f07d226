// @ts-check
import { Problem } from "../failures.js";

/** What went wrong and what to do, for a person. @param {unknown} failure @returns {string} */
export function failureWords(failure) {
  return failure instanceof Problem ? failure.message : "The agent does not answer. Try again in a moment.";
}
