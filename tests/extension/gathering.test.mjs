/** Runs that are asked for in a burst are gathered into few. */
import assert from "node:assert/strict";
import { test } from "node:test";

import { gathered } from "../../extension/lib/gathering.js";

/** A run that ends when told, and how often it began. */
function held() {
  /** @type {(() => void)[]} */
  const ends = [];
  let began = 0;
  const ask = gathered(() => {
    began += 1;
    return new Promise((resolve) => ends.push(resolve));
  });
  return { ask, end: () => ends.shift()?.(), began: () => began };
}

const turn = () => new Promise((resolve) => setImmediate(resolve));

test("a thousand askings during a run are one further run", async () => {
  const { ask, end, began } = held();
  const all = Array.from({ length: 1000 }, ask);
  assert.equal(began(), 1);
  end();
  await turn();
  assert.equal(began(), 2);
  end();
  await Promise.all(all);
  assert.equal(began(), 2);
});

test("who asks during a run waits for one that began afterwards", async () => {
  const { ask, end } = held();
  void ask();
  let done = false;
  const second = ask().then(() => (done = true));
  end();
  await turn();
  assert.equal(done, false);
  end();
  await second;
});

test("a run that fails does not keep the next from running", async () => {
  let began = 0;
  const ask = gathered(async () => {
    began += 1;
    if (began === 1) throw new Error("bad day");
  });
  const first = ask();
  const second = ask();
  await assert.rejects(first, /bad day/);
  await second;
  assert.equal(began, 2);
});
