/** What the extension may do, and what its code may not: read from the files themselves. */
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { test } from "node:test";

const ROOT = fileURLToPath(new URL("../../extension/", import.meta.url));
const FILES = readdirSync(ROOT, { recursive: true, encoding: "utf8" }).filter((name) => statSync(join(ROOT, name)).isFile());
const manifest = JSON.parse(readFileSync(join(ROOT, "manifest.json"), "utf8"));

/** Text files and their content, by name. */
const texts = new Map(
  FILES.filter((name) => /\.(js|html|css|json)$/.test(name)).map((name) => [
    name.replaceAll("\\", "/"),
    readFileSync(join(ROOT, name), "utf8"),
  ]),
);

/** Names of the files whose text holds `sign`. @param {RegExp} sign @param {RegExp} [among] */
function holding(sign, among = /\.(js|html|css)$/) {
  return [...texts].filter(([name, text]) => among.test(name) && sign.test(text)).map(([name]) => name);
}

test("it asks for storage, alarms and the loopback address, for notifications once they are wanted, and for nothing else", () => {
  assert.deepEqual(manifest.permissions, ["storage", "alarms"]);
  assert.deepEqual(manifest.optional_permissions, ["notifications"]);
  assert.deepEqual(manifest.host_permissions, ["http://127.0.0.1/*"]);
  const known = [
    ...["manifest_version", "name", "version", "description", "key", "minimum_chrome_version", "browser_specific_settings"],
    ...["icons", "action", "options_ui", "background", "commands", "permissions", "host_permissions"],
    ...["content_security_policy", "optional_permissions"],
  ];
  // No content script, no web_accessible_resources, no externally_connectable: no page can see that it exists.
  assert.deepEqual(Object.keys(manifest).sort(), known.sort());
});

test("its pages load nothing from elsewhere and reach nothing but this machine", () => {
  const { extension_pages: policy, ...others } = manifest.content_security_policy;
  assert.deepEqual(others, {});
  assert.deepEqual(policy.split("; ").sort(), [
    ...["base-uri 'none'", "connect-src http://127.0.0.1:* ws://127.0.0.1:*", "default-src 'none'", "form-action 'none'"],
    ...["frame-ancestors 'none'", "img-src 'self'", "script-src 'self'", "style-src 'self'"],
  ]);
});

test("one manifest serves Chromium 121 and Firefox 142", () => {
  assert.deepEqual(manifest.background, { service_worker: "background.js", scripts: ["background.js"], type: "module" });
  assert.equal(manifest.minimum_chrome_version, "121");
  assert.equal(manifest.browser_specific_settings.gecko.strict_min_version, "142.0");
  assert.deepEqual(manifest.browser_specific_settings.gecko.data_collection_permissions, { required: ["none"] });
});

test("its id in Chromium stays the same in every folder", () => {
  const digest = createHash("sha256").update(Buffer.from(manifest.key, "base64")).digest("hex").slice(0, 32);
  const id = [...digest].map((digit) => String.fromCharCode(97 + parseInt(digit, 16))).join("");
  assert.equal(id, "anbbhkppkokhefgkldpojagadigeinod");
});

test("one key opens the popup, and one that Chromium gives", () => {
  assert.deepEqual(Object.keys(manifest.commands), ["_execute_action"]);
  // Alt+Shift+C, for one, is silently not given.
  assert.equal(manifest.commands._execute_action.suggested_key.default, "Alt+Shift+K");
});

test("every file the manifest and the pages name is there", () => {
  const named = [
    ...[manifest.action.default_popup, manifest.options_ui.page, manifest.background.service_worker],
    ...[...Object.values(manifest.icons), ...Object.values(manifest.action.default_icon)],
  ];
  for (const name of ["popup.html", "options.html"]) {
    for (const [, file] of /** @type {string} */ (texts.get(name)).matchAll(/(?:src|href)="([^"]+)"/g)) named.push(file);
  }
  for (const name of named) assert.ok(FILES.includes(name), name);
  assert.ok(named.length > 10);
});

test("only one module asks the network, only one opens a socket, only one touches storage", () => {
  assert.deepEqual(holding(/\bfetch\(|XMLHttpRequest|sendBeacon|EventSource/), ["lib/agent_client.js"]);
  assert.deepEqual(holding(/new WebSocket\(/), ["lib/live.js"]);
  assert.deepEqual(holding(/\.storage\b|localStorage|sessionStorage|indexedDB|document\.cookie/), ["lib/storage.js"]);
});

test("every address in the code is this machine's", () => {
  for (const [name, text] of texts) {
    for (const [address] of text.matchAll(/\b(?:https?|wss?):\/\/[^/"'` ;]+/g)) {
      assert.match(address, /^(http|ws):\/\/127\.0\.0\.1(:|$)/, `${name}: ${address}`);
    }
  }
});

test("nothing is synced away, no text becomes markup, no string becomes code", () => {
  assert.deepEqual(holding(/storage\.(sync|session|managed)/), []);
  assert.deepEqual(holding(/innerHTML|outerHTML|insertAdjacentHTML|document\.write|DOMParser|createContextualFragment/), []);
  assert.deepEqual(holding(/\beval\(|new Function\(|await import\(/), []);
  assert.deepEqual(holding(/\bon(click|load|error|submit)=|\sstyle="|javascript:/, /\.html$/), []);
  assert.deepEqual(holding(/console\./), []);
});

test("the one permission that can be asked for is asked for by one module, on the options page", () => {
  const asking = holding(/permissions\.request\(/);
  assert.deepEqual(asking.sort(), ["options.js", "options/reminders.js"]);
  assert.match(/** @type {string} */ (texts.get("options.js")), /permissions\.request\(LOOPBACK\)/);
});

test("it reads no page and follows nobody", () => {
  assert.deepEqual(holding(/tabs\.(query|get\b|onUpdated|sendMessage)|scripting\.|webNavigation|executeScript|history\./), []);
});

test("it links to no network's site and bears no network's name", () => {
  for (const [name, text] of texts) assert.doesNotMatch(text, /linkedin\.com/i, name);
  assert.doesNotMatch(JSON.stringify([manifest.name, manifest.description, manifest.action]), /linkedin/i);
  assert.match(/** @type {string} */ (texts.get("options.html")), /Not affiliated\s+with LinkedIn/);
});

test("the protocol module imports nothing, since the dashboard gets a copy of it", () => {
  assert.doesNotMatch(/** @type {string} */ (texts.get("lib/protocol.js")), /^\s*import\b/m);
});
