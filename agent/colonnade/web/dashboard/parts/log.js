// @ts-check
/** Writing to the log from a component: keep, send, and say what became of it. */

import { useApp } from "../screen.js";

/** @import { Result } from "../outbox.js" */

/** @type {Record<import("../outbox.js").Fate, string>} */
export const FATES = {
  kept: "Kept.",
  waiting: "Kept in this browser. It is sent when the agent answers.",
  refused: "Not kept:",
};

/** @returns {(items: object[], kept?: string) => Promise<Result>} `kept` is said when all went well */
export function useLog() {
  const { outbox, screen } = useApp();
  return async (items, kept = FATES.kept) => {
    const result = await outbox.add(items);
    screen.set({ said: result.fate === "kept" ? kept : FATES[result.fate] });
    return result;
  };
}
