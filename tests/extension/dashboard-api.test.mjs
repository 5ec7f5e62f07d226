/** What the dashboard believes of an answer, and when it asks twice. */
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { Mismatch, Problem, Silent, Unproven } from "../../agent/colonnade/web/dashboard/failures.js";
import { pageApi } from "./dashboard_page.mjs";
import { FakeAgent, problem } from "./fake_agent.mjs";

/** @type {FakeAgent} */
let agent;
const asked = () => agent.heard.map(({ method, target }) => `${method} ${target.replace("/api/v1/", "")}`);

beforeEach(() => {
  agent = new FakeAgent();
  agent.open();
});

test("nothing is asked before the agent has proven itself by a hello", async () => {
  const api = pageApi();
  await api.get("/api/v1/today");
  await api.get("/api/v1/today");
  assert.deepEqual(asked(), ["GET hello", "GET today", "GET today"]);
});

test("an answer with a forged acknowledgement is not believed", async () => {
  agent.day = () => "forged";
  await assert.rejects(pageApi().get("/api/v1/today"), Unproven);
});

test("an unsigned refusal is not believed either: anybody could have sent it", async () => {
  agent.day = (target) => (target.endsWith("today") ? "unsigned" : null);
  await assert.rejects(pageApi().get("/api/v1/today"), Unproven);
});

test("after a failure the agent has to prove itself anew", async () => {
  const api = pageApi();
  await api.get("/api/v1/today");
  agent.day = () => "lost";
  await assert.rejects(api.get("/api/v1/today"), Silent);
  agent.day = null;
  agent.heard.length = 0;
  await api.get("/api/v1/today");
  assert.deepEqual(asked(), ["GET hello", "GET today"]);
});

test("a restart is noticed and the request sent once more", async () => {
  const api = pageApi();
  await api.get("/api/v1/today");
  agent.boot = "b".repeat(32);
  agent.heard.length = 0;
  await api.get("/api/v1/today");
  assert.deepEqual(asked(), ["GET today", "GET hello", "GET today"]);
});

test("a clock that is wrong is corrected by the agent's, once", async () => {
  const api = pageApi(() => Date.now() - 3_600_000);
  await api.get("/api/v1/today");
  assert.deepEqual(asked(), ["GET hello", "GET hello", "GET today"]);
});

test("what is refused twice is not tried a third time", async () => {
  agent.fault = (target) => (target.endsWith("today") ? problem(409, "restarted") : null);
  await assert.rejects(pageApi().get("/api/v1/today"), { code: "restarted" });
  assert.equal(asked().filter((one) => one === "GET today").length, 2);
});

test("a problem of the agent carries its code and the fields at fault", async () => {
  const errors = [{ pointer: "/zone", code: "unknown_value", message: "No such zone." }];
  agent.fault = (target) =>
    target.endsWith("preferences") ? problem(400, "invalid", { detail: "No.", errors }) : null;
  await assert.rejects(pageApi().put("/api/v1/preferences", {}), (failure) => {
    assert.ok(failure instanceof Problem);
    assert.deepEqual([failure.status, failure.code, failure.message, failure.errors], [400, "invalid", "No.", errors]);
    return true;
  });
});

test("an agent of a version too new for this page is not spoken to", async () => {
  agent.hello = { protocol: 9, least: 9, version: "9" };
  await assert.rejects(pageApi().get("/api/v1/today"), Mismatch);
  assert.deepEqual(asked(), ["GET hello"]);
});

test("everything but GET names its content type, with and without a body", async () => {
  /** @type {string[]} */
  const types = [];
  const { fetch } = globalThis;
  globalThis.fetch = (target, init) => {
    types.push(`${init.method} ${init.headers["Content-Type"] ?? "-"}`);
    return fetch(target, init);
  };
  const api = pageApi();
  await api.post("/api/v1/pairings", {});
  await api.remove("/api/v1/clients/x");
  assert.deepEqual(types, ["GET -", "POST application/json", "DELETE application/json"]);
});

test("a file comes as the very bytes the agent signed, with their type, and not as JSON", async () => {
  const bytes = Uint8Array.from([0xef, 0xbb, 0xbf, 0x25, 0x00, 0xff]);
  agent.fault = (target) =>
    target.endsWith("pdf") ? new Response(bytes, { headers: { "Content-Type": "application/pdf" } }) : null;
  const file = await pageApi().file("/api/v1/summaries/2026-W47?format=pdf");
  assert.deepEqual(new Uint8Array(await file.arrayBuffer()), bytes);
});

test("a file that is refused or forged is none", async () => {
  agent.fault = (target) => (target.endsWith("pdf") ? problem(501, "missing", { detail: "Install it." }) : null);
  await assert.rejects(pageApi().file("/a?format=pdf"), { message: "Install it." });
  agent.fault = null;
  agent.day = (target) => (target.endsWith("pdf") ? "forged" : null);
  await assert.rejects(pageApi().file("/a?format=pdf"), Unproven);
});
