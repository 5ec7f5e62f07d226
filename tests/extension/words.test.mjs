/** What the popup says of how things stand. */
import "./fake_browser.mjs";
import assert from "node:assert/strict";
import { test } from "node:test";

import { timeWords } from "../../extension/lib/days.js";
import { proposedLabel } from "../../extension/lib/pairing.js";
import { leftWords, statusOf } from "../../extension/lib/words.js";

process.env.TZ = "UTC";
const NOW = Date.UTC(2026, 10, 20, 12);
/** @type {import("../../extension/lib/words.js").Situation} */
const CALM = { standing: "ok", outbox: [], refused: 0, confirmedAt: Date.UTC(2026, 10, 20, 10, 42), port: 8425 };

/** @param {number} number */
const clicks = (number) => Array.from({ length: number }, () => ({ of: "activity" }));
/** @param {Partial<import("../../extension/lib/words.js").Situation>} change */
const status = (change) => statusOf({ ...CALM, ...change }, NOW);

test("when all is kept, it says when the agent last confirmed", () => {
  assert.deepEqual(status({}), { text: "All kept · agent confirmed 10:42", remedy: null });
  assert.equal(status({ confirmedAt: Date.UTC(2026, 10, 17, 9, 5) }).text, "All kept · agent confirmed Tuesday 09:05");
  assert.equal(status({ confirmedAt: 0 }).text, "All kept");
});

test("what waits is counted, and said to be safe", () => {
  assert.equal(status({ standing: "down", outbox: clicks(3) }).text, "3 clicks waiting, kept on this browser");
  assert.equal(status({ standing: "down", outbox: clicks(1) }).text, "1 click waiting, kept on this browser");
  assert.equal(status({ standing: "down" }).text, "All kept · agent away");
});

test("a reading that waits is no click", () => {
  const reading = { of: "reading" };
  assert.equal(status({ standing: "down", outbox: [reading] }).text, "1 entry waiting, kept on this browser");
  assert.equal(status({ standing: "down", outbox: [reading, ...clicks(2)] }).text, "3 entries waiting, kept on this browser");
});

test("an answer that is not proven names the port and offers to pair again", () => {
  const text = "Something else answers on port 8426, or this browser is no longer known.";
  assert.deepEqual(status({ standing: "not_proven", port: 8426 }), { text, remedy: "pair" });
  assert.equal(
    status({ standing: "not_proven", port: 8426, outbox: clicks(2) }).text,
    `${text} 2 clicks waiting, kept on this browser.`,
  );
});

test("every trouble is one sentence, with what can be done about it", () => {
  assert.equal(status({ standing: "revoked" }).remedy, "pair");
  assert.equal(status({ standing: "not_allowed" }).remedy, "allow");
  assert.equal(status({ standing: "mismatch" }).remedy, null);
  for (const standing of /** @type {const} */ (["revoked", "not_allowed", "mismatch", "problem"])) {
    assert.match(status({ standing }).text, /^[A-Z][^!]+\.$/);
  }
});

test("entries to be mended are counted and offered", () => {
  assert.deepEqual(status({ refused: 1 }), { text: "1 entry needs mending", remedy: "mend" });
  const text = "1 click waiting, kept on this browser · 2 entries need mending";
  assert.deepEqual(status({ standing: "down", outbox: clicks(1), refused: 2 }), { text, remedy: "mend" });
});

test("what is left is a number, and nothing left is said in words", () => {
  assert.deepEqual([leftWords(4, true), leftWords(0, true), leftWords(0, false)], [
    ...["4 left today", "all done today", "nothing due today"],
  ]);
});

test("a time of today is a clock time, of this week a weekday, else a date", () => {
  const at = "2026-11-20T10:42:07.123456+05:30";
  assert.equal(timeWords(at, "2026-11-20", "2026-11-20"), "10:42");
  assert.equal(timeWords(at, "2026-11-19", "2026-11-20"), "Thu");
  assert.equal(timeWords(at, "2026-11-13", "2026-11-20"), "13 Nov");
  assert.equal(timeWords(at, "2026-11-21", "2026-11-20"), "21 Nov");
});

test("a browser proposes a name for itself", () => {
  const chromium = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36";
  assert.equal(proposedLabel(chromium), "Chromium on Linux");
  assert.equal(proposedLabel(chromium.replace("X11; Linux x86_64", "Windows NT 10.0") + " Edg/156.0"), "Edge on Windows");
  assert.equal(proposedLabel("Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:153.0) Gecko/20100101 Firefox/153.0"), "Firefox on macOS");
  assert.equal(proposedLabel(""), "A browser on this machine");
});
