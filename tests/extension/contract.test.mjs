/** The extension against the contract in `schemas/`: its entries, its proofs, its catalogue, the examples. */
import "./fake_browser.mjs";
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";

import Ajv2020 from "ajv/dist/2020.js";
import addFormats from "ajv-formats";

import { KINDS } from "../../extension/generated/catalogue.js";
import { chipsFor } from "../../extension/lib/chips.js";
import { newAmend, newEntry, newRetract } from "../../extension/lib/entries.js";
import { BODY_LIMIT, ITEMS_LIMIT } from "../../extension/lib/outbox.js";
import * as protocol from "../../extension/lib/protocol.js";

const SCHEMAS = new URL("../../schemas/", import.meta.url);
const read = (/** @type {string} */ name) => JSON.parse(readFileSync(new URL(name, SCHEMAS), "utf8"));
const bytes = (/** @type {string} */ text) => new TextEncoder().encode(text);
const vectors = read("examples/signing.json");
const ajv = new (/** @type {any} */ (Ajv2020).default ?? Ajv2020)({ allErrors: true, strict: false });
(/** @type {any} */ (addFormats).default ?? addFormats)(ajv);

const openapi = read("openapi.json");

/** What takes a record, made once for each. @type {Map<string, any>} */
const made = new Map();

/** @param {string} name @returns {any} */
function schema(name) {
  if (!made.has(name)) made.set(name, ajv.compile(read(`${name}.schema.json`)));
  return made.get(name);
}

/** Every example of a folder with the name of its file. @param {string} folder @returns {[string, any][]} */
const examples = (folder) =>
  readdirSync(new URL(`examples/${folder}/`, SCHEMAS)).map((file) => [file, read(`examples/${folder}/${file}`)]);

/** The schema of an example's body, from its own file, or of its query, from its parameters. @param {any} example */
function schemaOf({ door, query }) {
  const [method, path] = door.split(" ");
  const said = openapi.paths[path][method.toLowerCase()];
  if (query) {
    const properties = Object.fromEntries(said.parameters.map((/** @type {any} */ one) => [one.name, one.schema]));
    return ajv.compile({ type: "object", properties, additionalProperties: false });
  }
  const record = said.requestBody.content["application/json"].schema.$ref.split("/").pop();
  return schema(record.replace(/(?<!^)(?=[A-Z])/g, "-").toLowerCase());
}

/** @param {any} given */
async function identity({ key, client = "", port = 0 }) {
  return { client, port, key: await protocol.importKey(/** @type {any} */ (protocol.fromHex(key))) };
}

for (const vector of vectors.requests) {
  test(`the request "${vector.name}" is signed as the vectors say`, async () => {
    assert.equal(await protocol.requestText(vector.client, vector.port, vector), vector.text);
    assert.equal(await protocol.authorization(await identity(vector), vector), vector.authorization);
  });
}

for (const { name, nonce, status, body, text, ack, client, ...given } of vectors.answers) {
  test(`the answer "${name}" is acknowledged as the vectors say`, async () => {
    assert.equal(await protocol.answerText(client, nonce, status, bytes(body)), text);
    assert.equal(await protocol.ackIsTrue(await identity({ ...given, client }), nonce, status, bytes(body), ack), true);
  });
}

for (const { name, shown, word, answer, key, proof, ...given } of vectors.handshakes) {
  test(`the handshake "${name}" comes to the key of the vectors`, async () => {
    if (given.role === "pair") assert.equal(protocol.readCode(shown)?.word, word);
    const shake = await protocol.openHandshake({ ...given, word, label: "A browser" }, given.nonce);
    assert.equal(shake.opening.proof, proof);
    assert.equal(protocol.toHex(/** @type {any} */ (await shake.finish(answer))), key);
  });
}

for (const { pasted, plain } of vectors.codes) {
  test(`the code pasted as ${JSON.stringify(pasted)} is read`, () => {
    assert.equal(protocol.readCode(pasted)?.word, plain);
  });
}

for (const { name, challenge, nonce, boot, proof, welcome, ...given } of vectors.live) {
  test(`the live connection "${name}" is proven both ways`, async () => {
    const me = await identity(given);
    assert.equal(await protocol.liveProof(me, boot, challenge, nonce), proof);
    assert.equal(await protocol.liveWelcomeIsTrue(me, challenge, nonce, welcome), true);
  });
}

test("the schemas take every valid example", () => {
  const all = examples("valid");
  for (const [file, example] of all) assert.equal(schemaOf(example)(example.body ?? example.query), true, file);
  assert.ok(all.length > 30);
});

test("the schemas refuse every invalid example that does not say why they cannot", () => {
  const all = examples("invalid");
  for (const [file, example] of all) {
    assert.equal(schemaOf(example)(example.body ?? example.query), example.schema === "valid", file);
  }
  assert.ok(all.length > 100);
});

test("every kind and every chip makes an entry the door takes", () => {
  const takes = schema("entries");
  const items = KINDS.flatMap(({ id: kind }) => {
    const click = newEntry({ kind, qualifiers: {} }, 1_795_000_000_000);
    const chips = chipsFor(click).flatMap(({ name, chips: all }) => all.map(({ value }) => ({ [name]: value })));
    return [click, ...chips.map((qualifiers) => newAmend(click.subject, { kind, qualifiers }, 1_795_000_000_000, 0))];
  });
  assert.ok(takes({ items: items.slice(0, ITEMS_LIMIT) }), JSON.stringify(takes.errors));
  const [{ subject } = { subject: "" }] = items;
  const at = protocol.localTime(1_795_000_000_000);
  const others = [newAmend(subject, { at, count: 3, note: "Grüße" }, 0, 0), newRetract(subject, 0, 0)];
  assert.ok(takes({ items: others }), JSON.stringify(takes.errors));
});

test("the door's limits are the ones the outbox keeps to", () => {
  assert.equal(read("entries.schema.json").properties.items.maxItems, ITEMS_LIMIT);
  assert.equal(BODY_LIMIT, 512 * 1024);
});

test("what pairing sends is what the door takes", async () => {
  const takes = schema("handshake-opening");
  const given = { role: /** @type {const} */ ("pair"), word: "A".repeat(28), port: 8425, origin: "chrome-extension://a" };
  for (const more of [{}, { zone: "Europe/Berlin" }]) {
    const { opening } = await protocol.openHandshake({ ...given, label: "A browser", ...more });
    assert.ok(takes(opening), JSON.stringify(takes.errors));
  }
});

test("the catalogue it carries is the agent's", () => {
  assert.deepEqual(KINDS, read("catalogue.json").kinds);
});
