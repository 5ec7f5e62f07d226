// @ts-check
/** Writing to the log from a component: keep, send, and say what became of it. */

import { inOrder } from "../entries.js";
import { useApp } from "../screen.js";

/** @import { Amend } from "../entries.js" */
/** @import { Result } from "../outbox.js" */

/** @type {Record<import("../outbox.js").Fate, string>} */
export const FATES = {
  kept: "Kept.",
  waiting: "Kept in this browser. It is sent when the agent answers.",
  refused: "Not kept:",
};

/** @returns {(items: Amend[], kept?: string) => Promise<Result>} `kept` is said when all went well */
export function useLog() {
  const { outbox, screen } = useApp();
  return async (items, kept = FATES.kept) => {
    const { kept: waiting, state } = screen.get();
    const unconfirmed = waiting.map(({ item }) => item);
    const result = await outbox.add(inOrder(items, unconfirmed, state?.today.confirmed_at ?? null));
    screen.set({ said: result.fate === "kept" ? kept : FATES[result.fate] });
    return result;
  };
}
