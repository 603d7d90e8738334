// Every order and every kind of filter of the grids that can be large, in a large company beside a small one, on both
// engines, for the table of `make bench`: as a person waits for the page, without scripts.
//
//   LATCHKEY_BINARY=target/release/latchkey .ci/postgres node .ci/bench-lists.mjs    only this part
//
// What a page of the large one may cost is three times the page of the small one; what costs more is marked.
import { execFileSync, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const BUDGET = 3;
const ROUNDS = 5;
const SMALL = { applications: 1_000, users: 100, customers: 10 };
const LARGE = { applications: 1_000_000, users: 100_000, customers: 10_000 };

/** Both ways of each order, and each filter with one that leaves many rows, few, and none. */
const orders = (...names) => names.flatMap((name) => [`sort=${name}`, `sort=-${name}`]);
const texts = (name, ...some) => some.map((text) => `${name}=${encodeURIComponent(text)}`);
const NONE = "nobody-at-all";

const GRIDS = [
  ["Applications", "/oauth-applications", [
    "", "page=400", "page=400&sort=-name",
    ...orders("name", "status", "apis", "grant", "owner", "organization", "last_used_at", "created_at", "origin").map((one) => one.replace("status", "active")),
    ...texts("name", "sync", "billing gateway 77", NONE, "zz"),
    ...texts("client_id", "abc", NONE),
    ...texts("owner", "müller", "ada.patel.7", NONE),
    "status=active", "status=inactive", "apis=scim", "apis=email_addon", "grant=device", "origin=registered", "origin=described",
    "last_used_at=never", "last_used_at=before&last_used_at_day=2000-01-01", "last_used_at=unused&last_used_at_days=30",
    "created_at=after&created_at_day=2100-01-01",
    "status=inactive&name=sync&sort=-last_used_at", "grant=device&apis=scim&sort=owner",
  ]],
  ["Customer applications", "/customer-oauth-applications", [
    "", "page=400", ...orders("name", "owner", "organization", "last_used_at"), ...texts("name", "sync", NONE), ...texts("owner", "müller", NONE),
    "status=inactive",
  ]],
  ["Users", "/users", [
    "", "page=400", ...orders("name", "email", "enabled", "last_login_at", "created_at"),
    ...texts("name", "müller", "ada patel", NONE), ...texts("email", "crowd.example", NONE),
    "status=disabled", "last_login_at=never", "last_login_at=before&last_login_at_day=2000-01-01",
  ]],
  ["Customer users", "/customer-users", [
    "", "page=400", ...orders("name", "email", "customer", "last_login_at"), ...texts("name", "müller", NONE), ...texts("customer", "labs", "summit tools", NONE),
  ]],
  ["Customers", "/customers", [
    "", "page=400", ...orders("name", "users", "organization", "enabled", "created_at"), ...texts("name", "labs", NONE), "status=disabled",
  ]],
  ["Organizations", "/organizations", ["", ...orders("name", "users")]],
];

/** A port that nobody listens at. */
export const freePort = () =>
  new Promise((done) => {
    const server = createServer();
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => done(port));
    });
  });

/** A company of this size, with its server and somebody who sees everything. */
async function company(folder, name, size, databaseUrl) {
  const cwd = join(folder, name);
  mkdirSync(cwd);
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  const env = {
    ...process.env,
    LATCHKEY_SERVER__LISTEN: `127.0.0.1:${port}`,
    LATCHKEY_SERVER__PUBLIC_URL: origin,
    ...(databaseUrl && { LATCHKEY_DATABASE__URL: databaseUrl }),
  };
  const binary = resolve(process.env.LATCHKEY_BINARY ?? "target/release/latchkey");
  const call = (...command) => execFileSync(binary, command, { cwd, env, stdio: ["ignore", "ignore", "inherit"] });
  call("init", "--demo");
  const counts = Object.entries(size).flatMap(([what, number]) => [`--${what}`, String(number)]);
  call("demo", "--scale", ...counts);
  const child = spawn(binary, ["serve"], { cwd, env, stdio: "ignore" });
  while (!(await fetch(`${origin}/healthz`).catch(() => undefined))?.ok) {
    if (child.exitCode !== null) throw new Error("latchkey did not start");
    await new Promise((done) => setTimeout(done, 20));
  }
  const credentials = new URLSearchParams({ email: "admin@example.com", password: "admin-demo-password" });
  const signedIn = await fetch(`${origin}/sign-in`, { method: "POST", headers: { Origin: origin }, body: credentials, redirect: "manual" });
  const cookie = signedIn.headers.getSetCookie().map((one) => one.split(";")[0]).join("; ");
  return { origin, child, headers: { Cookie: cookie } };
}

/** Milliseconds until the whole page is there: the best of some, as a neighbour only ever makes it slower. */
async function wait({ origin, headers }, path) {
  let best = Infinity;
  for (let round = 0; round < ROUNDS; round += 1) {
    const began = performance.now();
    const answer = await fetch(origin + path, { headers, redirect: "manual" });
    const text = await answer.text();
    if (answer.status !== 200) throw new Error(`${path}: ${answer.status} ${text.slice(0, 200)}`);
    best = Math.min(best, performance.now() - began);
  }
  return best;
}

/** The lines of the table. `databases` makes an empty PostgreSQL database and says where it is. */
export async function lists(databases) {
  const folder = mkdtempSync(join(tmpdir(), "latchkey-lists-"));
  const lines = [["Pages of grids with 1,000,000 applications", "", "beside the same with 1,000; the worst of each grid"]];
  try {
    for (const engine of ["SQLite", "PostgreSQL"]) {
      const at = (size) => (engine === "SQLite" ? undefined : databases(size));
      const small = await company(folder, `${engine}-small`, SMALL, at("small"));
      const large = await company(folder, `${engine}-large`, LARGE, at("large"));
      for (const [grid, path, queries] of GRIDS) {
        const measured = [];
        for (const query of queries) {
          const url = query ? `${path}?${query}` : path;
          const [few, many] = [await wait(small, url), await wait(large, url)];
          measured.push({ query, few, many, ratio: many / few });
        }
        measured.sort((one, other) => other.ratio - one.ratio);
        const over = measured.filter(({ ratio }) => ratio > BUDGET);
        const shown = over.length > 0 ? over.slice(0, 5) : measured.slice(0, 1);
        for (const { query, few, many, ratio } of shown) {
          const missed = ratio > BUDGET ? `  MISSES ${BUDGET} ×` : "";
          lines.push([`  ${grid}, ${engine}`, `${many.toFixed(1)} ms`, `${few.toFixed(1)} ms, ${ratio.toFixed(1)} ×: ${query || "as it opens"}${missed}`]);
        }
        lines.push(["", "", `${measured.length - over.length} of ${measured.length} within ${BUDGET} ×`]);
      }
      for (const { child } of [small, large]) {
        child.kill("SIGTERM");
        await new Promise((done) => child.once("exit", done));
      }
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return lines;
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const server = process.env.TEST_DATABASE_URL;
  const databases = (name) => {
    execFileSync("psql", [server, "-qc", `CREATE DATABASE lists_${name}`]);
    return server.replace(/[^/]*$/, `lists_${name}`);
  };
  for (const [what, value, beside] of await lists(databases)) console.log(`${what.padEnd(44)}${value.padStart(10)}   ${beside}`.trimEnd());
}
