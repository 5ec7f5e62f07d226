// @ts-check
/** The ways an exchange with the agent ends without an answer that can be used. */

/** @import { FieldFault } from "./generated/types.js" */

/** Nothing answers: the agent is not running, or hangs. */
export class Silent extends Error {}

/** Something answered that did not prove to be the agent this page knows. */
export class Unproven extends Error {}

/** The agent and this page speak versions that do not meet. */
export class Mismatch extends Error {}

/** The agent, proven, said no. */
export class Problem extends Error {
  /** @param {{status: number, code: string, detail: string, errors?: FieldFault[], time?: number}} body */
  constructor({ status, code, detail, errors = [], time = 0 }) {
    super(detail);
    this.status = status;
    this.code = code;
    this.errors = errors;
    /** The agent's Unix time in milliseconds, in a `stale` answer only. */
    this.time = time;
  }
}

/** What went wrong and what to do, for a person. @param {unknown} failure @returns {string} */
export function failureWords(failure) {
  return failure instanceof Problem ? failure.message : "The agent does not answer. Try again in a moment.";
}
