// What the pages cost a browser, for the table of `make bench`: weight, time to be alive on a slow processor, layout shift,
// and Lighthouse's scores, of the sign-in page and of the grid.
import { execFileSync } from "node:child_process";
import { createRequire } from "node:module";
import { get } from "node:http";

const { chromium } = createRequire(new URL("../end2end/package.json", import.meta.url))("@playwright/test");
const executablePath = process.env.CHROMIUM ?? "/usr/bin/chromium";
const args = ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"];
/** Fetched when it is needed, and only by the benchmark. The last one for Node.js 20. */
const LIGHTHOUSE = "lighthouse@12.8.2";
/** How much slower than this machine the browser's processor is made. */
const SLOWER = 4;

/** How many bytes come over the wire, and what they are. */
const fetched = (url) =>
  new Promise((done, failed) => {
    get(url, { headers: { "Accept-Encoding": "br" } }, (answer) => {
      const chunks = [];
      answer.on("data", (chunk) => chunks.push(chunk));
      answer.on("end", () => done(Buffer.concat(chunks)));
      answer.on("error", failed);
    }).on("error", failed);
  });

/** What a first visit loads besides the page itself: style sheet, scripts and wasm, in bytes. */
async function weight(page) {
  const sizes = new Map();
  page.on("response", (response) => {
    const { pathname, href } = new URL(response.url());
    if (pathname.startsWith("/pkg/")) sizes.set(pathname, href);
  });
  await page.reload();
  await page.waitForSelector("body[data-hydrated]");
  const bytes = await Promise.all([...sizes.values()].map(async (url) => (await fetched(url)).length));
  return bytes.reduce((sum, size) => sum + size, 0);
}

/** Milliseconds until the page answers, on a processor so much slower, and how far things moved meanwhile. */
async function alive(page) {
  const session = await page.context().newCDPSession(page);
  await session.send("Emulation.setCPUThrottlingRate", { rate: SLOWER });
  await page.addInitScript(() => {
    window.moved = 0;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) window.moved += entry.value;
    }).observe({ type: "layout-shift", buffered: true });
    new MutationObserver((_, observer) => {
      if (!document.body?.hasAttribute("data-hydrated")) return;
      window.alive ??= performance.now();
      observer.disconnect();
    }).observe(document, { attributes: true, childList: true, subtree: true });
  });
  const times = [];
  let moved = 0;
  for (let round = 0; round < 5; round += 1) {
    await page.reload();
    await page.waitForFunction(() => window.alive);
    times.push(await page.evaluate(() => window.alive));
    moved = Math.max(moved, await page.evaluate(() => window.moved));
  }
  await session.send("Emulation.setCPUThrottlingRate", { rate: 1 });
  return { time: times.sort((a, b) => a - b)[2], moved };
}

/** Lighthouse's scores in its default form, a slow phone: performance, accessibility, best practices. */
function lighthouse(url, cookie) {
  const command = ["--yes", LIGHTHOUSE, url, "--quiet", "--output=json", `--chrome-flags=--headless=new ${args.join(" ")}`];
  command.push("--only-categories=performance,accessibility,best-practices", `--extra-headers=${JSON.stringify({ Cookie: cookie })}`);
  const report = JSON.parse(
    execFileSync("npx", command, { env: { ...process.env, CHROME_PATH: executablePath }, maxBuffer: 1 << 28, stdio: ["ignore", "pipe", "ignore"] }),
  );
  const scores = ["performance", "accessibility", "best-practices"].map((category) => report.categories[category].score * 100);
  const short = Object.values(report.audits).filter((audit) => audit.score !== null && audit.score < 0.9 && audit.scoreDisplayMode === "binary");
  return { scores: scores.map(Math.round), short: short.map((audit) => audit.id) };
}

/** The lines of the table for a server that runs. */
export async function web({ port }) {
  const origin = `http://127.0.0.1:${port}`;
  const browser = await chromium.launch({ executablePath, args });
  const lines = [];
  try {
    for (const [what, path] of [["sign-in", "/sign-in"], ["My User with its grid", "/my-user"]]) {
      const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
      const page = await context.newPage();
      if (path !== "/sign-in") {
        const form = { email: "admin@example.com", password: "admin-demo-password" };
        await context.request.post(`${origin}/sign-in`, { form, headers: { Origin: origin } });
      }
      await page.goto(`${origin}${path}`);
      const kilobytes = (await weight(page)) / 1000;
      const { time, moved } = await alive(page);
      const cookies = await context.cookies();
      const { scores, short } = lighthouse(`${origin}${path}`, cookies.map(({ name, value }) => `${name}=${value}`).join("; "));
      lines.push([`${what}: weight`, `${Math.round(kilobytes)} kB`, "wasm, scripts and style, brotli (at most 450 kB)"]);
      lines.push(["  alive", `${Math.round(time)} ms`, `on a processor ${SLOWER} times slower (at most 1,000 ms)`]);
      lines.push(["  layout shift", moved.toFixed(3), "(0)"]);
      lines.push(["  Lighthouse", scores.join(", "), `performance, accessibility, best practices (95, 100, 100) ${short.join(" ")}`]);
      await context.close();
    }
  } finally {
    await browser.close();
  }
  return lines;
}
