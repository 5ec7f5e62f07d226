/** The post that what is clicked now may have followed from. */
import "./fake_browser.mjs";
import assert from "node:assert/strict";
import { test } from "node:test";

import { newAmend, newEntry, newRetract } from "../../extension/lib/entries.js";
import { NOTHING_TOLD } from "../../extension/lib/progress.js";
import { newestPost } from "../../extension/lib/threads.js";

const NOW = Date.UTC(2026, 10, 20, 10, 42);
const DAY_MS = 86_400_000;
const at = (/** @type {number} */ days) => new Date(NOW - days * DAY_MS).toISOString();
const told = (/** @type {number | null} */ days) => {
  const post = days === null ? null : { id: "told", at: at(days), day: at(days).slice(0, 10) };
  return { ...NOTHING_TOLD, today: { ...NOTHING_TOLD.today, post } };
};
const post = { kind: "post_published", qualifiers: {} };

test("the agent's newest post counts for fourteen days", () => {
  assert.equal(newestPost(told(null), [], NOW), null);
  assert.equal(newestPost(told(3), [], NOW)?.id, "told");
  assert.equal(newestPost(told(14), [], NOW), null);
});

test("a post clicked since is newer, whether or not the agent runs", () => {
  const click = newEntry(post, NOW - 1000);
  assert.equal(newestPost(told(null), [click], NOW)?.id, click.subject);
  assert.equal(newestPost(told(3), [click], NOW)?.id, click.subject);
  assert.equal(newestPost(told(3), [newEntry({ ...post, kind: "reshare" }, NOW)], NOW)?.id, "told");
  const older = newAmend(click.subject, { at: at(5) }, NOW, NOW);
  assert.equal(newestPost(told(3), [click, older], NOW)?.id, "told");
});

test("a post that was taken back is none, wherever it was clicked", () => {
  const click = newEntry(post, NOW - 1000);
  assert.equal(newestPost(told(3), [click, newRetract(click.subject, NOW, 0)], NOW)?.id, "told");
  assert.equal(newestPost(told(3), [newRetract("told", NOW, 0)], NOW), null);
});

test("an agent that knows of no threads tells of no post", () => {
  const { post: _, ...today } = NOTHING_TOLD.today;
  assert.equal(newestPost({ ...NOTHING_TOLD, today: /** @type {any} */ (today) }, [], NOW), null);
});
