// Adds up what the runners of `make test` report, and ends with the one line that says how it went.
//
//   node .ci/count.mjs LOGS
//
// LOGS holds tests.log (cargo), fuzz.log (schemathesis), browser.json (Playwright) and, if a step failed, `failed` with its
// name.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

const folder = process.argv[2];
const text = (name) => (existsSync(join(folder, name)) ? readFileSync(join(folder, name), "utf8") : "");

let passed = 0;
let failed = 0;
let skipped = 0;
const failures = [];
const second = [];

for (const [, ok, bad, ignored] of text("tests.log").matchAll(
  /^test result: \w+\. (\d+) passed; (\d+) failed; (\d+) ignored;/gm,
)) {
  passed += Number(ok);
  failed += Number(bad);
  skipped += Number(ignored);
}
for (const [, name] of text("tests.log").matchAll(/^test (.+) \.\.\. FAILED$/gm)) failures.push(name);

// An operation of a web API counts as a test.
for (const [, ok, bad] of text("fuzz.log").matchAll(/^fuzzed: (\d+) passed, (\d+) failed$/gm)) {
  passed += Number(ok);
  failed += Number(bad);
  if (Number(bad) > 0) failures.push(`${bad} operations of a web API: see ${join(folder, "fuzz.log")}`);
}

const walk = (suite, titles) => {
  for (const spec of suite.specs ?? []) {
    for (const test of spec.tests) {
      const name = `[${test.projectName}] ${[...titles, spec.title].join(" › ")}`;
      if (test.status === "expected") passed += 1;
      else if (test.status === "flaky") {
        // It passed in the end, on a machine that had other things to do; but it is said, so that somebody looks at it.
        passed += 1;
        second.push(name);
      }
      else if (test.status === "skipped") skipped += 1;
      else {
        failed += 1;
        failures.push(name);
      }
    }
  }
  for (const inner of suite.suites ?? []) walk(inner, [...titles, inner.title]);
};
const report = text("browser.json");
if (report) for (const suite of JSON.parse(report).suites) walk(suite, [suite.title]);

// A step that fails without a failed test (a lint, a build, a runner that breaks off) counts as one.
const steps = text("failed").split("\n").filter(Boolean);
for (const step of steps) {
  if (["tests", "fuzz", "browser-tests"].includes(step) && failures.length > 0) continue;
  failed += 1;
  failures.push(`step ${step}: see ${join(folder, step)}.log`);
}
if (steps.length === 0 && (!text("tests.log") || !text("fuzz.log") || !report)) {
  failed += 1;
  failures.push("not every runner ran");
}

if (skipped > 0) console.log(`${skipped} skipped`);
if (second.length > 0) console.log(`Passed at the second try only:\n  ${second.join("\n  ")}`);
if (failures.length > 0) console.log(`Failed:\n  ${failures.join("\n  ")}`);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
