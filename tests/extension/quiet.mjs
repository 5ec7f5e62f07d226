/** Waiting without a clock: until everything that was started has ended, however slow the machine is. */

/** How much is under way outside this thread or by the clock. */
let pending = 0;

/** @template {any[]} A @template R @param {(...given: A) => Promise<R>} work @returns {(...given: A) => Promise<R>} */
export function counted(work) {
  return async function (/** @type {any} */ ...given) {
    pending += 1;
    try {
      return await work.apply(this, given);
    } finally {
      pending -= 1;
    }
  };
}

for (const name of /** @type {const} */ (["digest", "sign", "verify", "importKey", "deriveBits"])) {
  const subtle = /** @type {any} */ (Object.getPrototypeOf(crypto.subtle));
  subtle[name] = counted(subtle[name]);
}

/** Resolves once everything that was started has ended, however slow the machine is. */
export async function idle() {
  for (let quiet = 0; quiet < 50; quiet = pending === 0 ? quiet + 1 : 0) await new Promise((turn) => setImmediate(turn));
}
