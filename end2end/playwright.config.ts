// Two projects: with JavaScript, and without any. What a person can do works in both; `*.hydrate.spec.ts` proves
// what only a living page can do.
import { defineConfig } from "@playwright/test";

// Pictures are only made when they are asked for.
const pictures = process.env["SCREENSHOTS"] ? [] : ["**/screens.*"];

export default defineConfig({
  testDir: "tests",
  outputDir: "test-results/runs",
  fullyParallel: true,
  workers: 2,
  // What only passes at the second try is told by name at the end of the run.
  retries: process.env["CI"] ? 1 : 0,
  forbidOnly: Boolean(process.env["CI"]),
  timeout: 60_000,
  // Generous: two workers and two servers may share two cores with something else.
  expect: { timeout: 15_000 },
  reporter: [["list"]],
  testIgnore: pictures,
  use: {
    browserName: "chromium",
    viewport: { width: 1280, height: 800 },
    locale: "en-US",
    timezoneId: "Europe/Berlin",
    actionTimeout: 15_000,
    // A trace costs more than the test itself: TRACE=1 to see how a failure came about.
    trace: process.env["TRACE"] ? "retain-on-failure" : "off",
    screenshot: "only-on-failure",
    launchOptions: {
      executablePath: process.env["CHROMIUM"] ?? "/usr/bin/chromium",
      args: [
        "--no-sandbox",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--no-first-run",
      ],
    },
  },
  projects: [
    { name: "hydrated" },
    {
      name: "no-javascript",
      // A project's own list takes the place of the one above.
      testIgnore: ["**/*.hydrate.spec.ts", ...pictures],
      use: { javaScriptEnabled: false },
    },
  ],
});
