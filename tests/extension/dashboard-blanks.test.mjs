/** Templates of notes: their blanks, what was typed into them, and how long the note is. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { blanksOf, lengthWords, piecesOf, STARTERS } from "../../agent/colonnade/web/dashboard/people/blanks.js";

test("what stands in square brackets is a blank, each named once", () => {
  assert.deepEqual(blanksOf("[first name], on [topic]: [first name]!"), ["first name", "topic"]);
  for (const none of ["", "no blank", "[]", "a [ b", "a ] b"]) assert.deepEqual(blanksOf(none), [], none);
  assert.deepEqual(blanksOf("[a [b] c]"), ["b"]);
});

test("a blank is filled everywhere by what was typed, and stays open while nothing was", () => {
  const text = "[name], on [topic]: [name]";
  assert.deepEqual(piecesOf(text, { name: " Ann " }).filter(({ text }) => text), [
    { text: "Ann", open: false }, { text: ", on ", open: false }, { text: "[topic]", open: true },
    { text: ": ", open: false }, { text: "Ann", open: false },
  ]);
  // What was typed is no template of its own.
  assert.equal(piecesOf(text, { name: "[topic]", topic: "x" }).map((piece) => piece.text).join(""), "[topic], on x: [topic]");
  assert.equal(piecesOf(text, { name: "  " })[1]?.open, true);
});

test("the length is said against both limits", () => {
  assert.deepEqual([0, 200, 201, 300, 301].map(lengthWords), [
    "0 characters: fits a note of 200.",
    "200 characters: fits a note of 200.",
    "201 characters: 1 too many for a note of 200, fits one of 300.",
    "300 characters: 100 too many for a note of 200, fits one of 300.",
    "301 characters: 1 too many for any note; 300 is the most.",
  ]);
});

test("each of the three to begin with leaves room for words of the person's own", () => {
  assert.equal(STARTERS.length, 3);
  for (const { name, text } of STARTERS) {
    assert.ok(blanksOf(text).includes("first name") && blanksOf(text).length >= 3, name);
    const written = piecesOf(text, {}).filter(({ open }) => !open).map((piece) => piece.text).join("");
    assert.ok(written.length <= 120, `${name}: ${written.length}`);
  }
});
