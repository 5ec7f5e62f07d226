/** What the dashboard's files may hold, so that the Content-Security-Policy has nothing to stop. */
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { loadAll, PAGES, pathOf } from "../../agent/colonnade/web/dashboard/pages.js";

const ROOT = new URL("../../agent/colonnade/web/dashboard/", import.meta.url);
const VENDORED = new Map([
  ["vendor/htm-preact-standalone.module.js", "htm/preact/standalone.module.js"],
  ["vendor/uPlot.iife.min.js", "uplot/dist/uPlot.iife.min.js"],
]);
const read = (path) => readFileSync(new URL(path, ROOT));
const files = readdirSync(ROOT, { recursive: true }).map((path) => String(path).replaceAll("\\", "/"));
const modules = files.filter((path) => path.endsWith(".js"));
const ours = modules.filter((path) => !VENDORED.has(path));
const shell = read("index.html").toString();

/** @param {RegExp} pattern @returns {string[]} the modules of ours that hold it */
const holding = (pattern) => ours.filter((path) => pattern.test(read(path).toString()));

test("what is vendored is what the npm lock names, byte for byte", () => {
  assert.deepEqual(modules.filter((path) => path.startsWith("vendor/")).sort(), [...VENDORED.keys()].sort());
  for (const [path, origin] of VENDORED) {
    const bytes = read(path);
    const published = readFileSync(new URL(`../../node_modules/${origin}`, import.meta.url));
    const hash = createHash("sha256").update(bytes).digest("hex");
    assert.ok(bytes.equals(published), path);
    assert.ok(read("vendor/README.md").toString().includes(hash), path);
  }
});

test("every vendored package has its licence beside it", () => {
  assert.match(read("vendor/LICENSE-htm").toString(), /Apache License/);
  assert.match(read("vendor/LICENSE-preact").toString(), /MIT License/);
  assert.match(read("vendor/LICENSE-uplot").toString(), /MIT License/);
});

test("the protocol here is the extension's, byte for byte", () => {
  const original = readFileSync(new URL("../../extension/lib/protocol.js", import.meta.url));
  assert.ok(read("generated/protocol.js").equals(original));
});

test("the shell holds no inline script, no style attribute, and names only files that are there", () => {
  assert.doesNotMatch(shell, /<script(?![^>]*\bsrc=)/);
  assert.doesNotMatch(shell, /\sstyle=|<style|\son\w+=|javascript:/);
  const named = [...shell.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, address]) => address);
  assert.ok(named.length > 3);
  for (const address of named) assert.ok(existsSync(new URL(address.replace(/^\/app\//, ""), ROOT)), address);
});

test("every style sheet is named by the shell, or by the page that alone needs it", () => {
  const pages = read("pages.js").toString();
  for (const path of files.filter((file) => file.endsWith(".css"))) {
    const [folder] = path.split("/");
    const own = new RegExp(`styled\\([^)]*"${path}"[^)]*\\) => \\(await import\\("./${folder}/page.js"`);
    assert.notEqual(shell.includes(`"/app/${path}"`), own.test(pages), path);
  }
});

test("modules import by path, so that no import map is needed", () => {
  for (const path of ours) {
    const imports = [...read(path).toString().matchAll(/^import .*from "([^"]+)"/gm)].map(([, from]) => from);
    assert.deepEqual(imports.filter((from) => !from.startsWith(".")), [], path);
  }
});

test("text is written as text: no innerHTML and its kin anywhere", () => {
  assert.deepEqual(holding(/innerHTML|outerHTML|insertAdjacentHTML|document\.write/i), []);
  assert.deepEqual(holding(/\beval\(|new Function|\bstyle=/), []);
});

test("one module fetches, one opens sockets, one keeps things", () => {
  assert.deepEqual(holding(/\bfetch\(/), ["api.js"]);
  assert.deepEqual(holding(/new WebSocket/), ["main.js"]);
  assert.deepEqual(holding(/indexedDB|localStorage|sessionStorage|document\.cookie/), ["store.js"]);
});

test("no module names an address outside this machine", () => {
  for (const path of [...ours, ...files.filter((file) => file.endsWith(".css"))]) {
    const addresses = read(path).toString().match(/(?:https?|wss?):\/\/[^\s"'`]+/g) ?? [];
    assert.deepEqual(addresses.filter((address) => !address.startsWith("ws://127.0.0.1:")), [], path);
  }
});

/** A document whose style sheets load at once, or the first of them not. */
function fakeDocument({ failing = 0 } = {}) {
  const links = [];
  const createElement = () => {
    const heard = {};
    const remove = () => links.splice(links.indexOf(link), 1);
    const link = { sheet: null, heard, addEventListener: (name, hear) => (heard[name] = hear), remove };
    return link;
  };
  function append(link) {
    links.push(link);
    if (failing-- > 0) return queueMicrotask(link.heard.error);
    link.sheet = {};
    queueMicrotask(link.heard.load);
  }
  const querySelector = (selector) => links.find(({ href }) => selector === `link[href="${href}"]`) ?? null;
  return { links, createElement, querySelector, head: { append } };
}

test("the styles of a page are fetched once, and again only where they did not come", async () => {
  globalThis.document = fakeDocument({ failing: 1 });
  await assert.rejects(PAGES.get("/people").load());
  assert.equal(document.links.length, 0);
  for (let round = 0; round < 2; round += 1) await PAGES.get("/people").load();
  assert.deepEqual(document.links.map(({ rel, href }) => [rel, href]), [["stylesheet", "/app/people/people.css"]]);
});

test("every built page is in the navigation, has its code, and an unknown address is Today", async () => {
  const titles = ["Today", "Pillars", "Activity", "Week", "Plan", "People", "Settings", "How it works"];
  assert.deepEqual([...PAGES.values()].map(({ title }) => title), titles);
  globalThis.document = fakeDocument();
  assert.deepEqual((await loadAll()).map(({ value }) => typeof value), [...PAGES].map(() => "function"));
  assert.equal(pathOf("/settings"), "/settings");
  assert.equal(pathOf("/nowhere"), "/");
});
