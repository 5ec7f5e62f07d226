/**
 * Compares modules as they are written with the same as they are served: the same syntax at the same places.
 * node same_code.mjs WRITTEN SERVED - names each file that differs, and fails then.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "acorn";

const [written, served] = process.argv.slice(2);
const files = readdirSync(served, { recursive: true }).map(String).filter((path) => path.endsWith(".js"));

/** @param {string} folder @param {string} path */
function syntax(folder, path) {
  const tree = parse(readFileSync(join(folder, path), "utf8"), {
    ecmaVersion: "latest", sourceType: "module", locations: true,
  });
  // Offsets move with what was left out; lines and columns must not.
  return JSON.stringify(tree, (key, value) => (["start", "end"].includes(key) && typeof value === "number" ? undefined : value));
}

const differ = files.filter((path) => syntax(written, path) !== syntax(served, path));
if (files.length === 0) differ.push("nothing is served");
console.log(differ.join("\n"));
process.exitCode = differ.length === 0 ? 0 : 1;
