// Measures and prints the table of `make bench`; .ci/bench builds what it needs.
import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { freePort, lists } from "./bench-lists.mjs";
import { people } from "./bench-people.mjs";
import { web } from "./bench-web.mjs";

const seconds = process.argv[2] ?? "5";
const rounds = 3;
const connections = "16";
const target = resolve("target/release");
const folder = mkdtempSync(join(tmpdir(), "latchkey-bench-"));
const children = new Set();

// Servers have the first core to themselves, the load generator has the second.
function start(command, options = {}) {
  const child = spawn("taskset", ["-c", "0", ...command], { stdio: ["pipe", "pipe", "inherit"], ...options });
  children.add(child);
  child.once("exit", () => children.delete(child));
  return child;
}

const stop = (child) =>
  new Promise((done) => {
    child.once("exit", done);
    child.kill("SIGTERM");
  });

const printedPort = (child) =>
  new Promise((done, failed) => {
    let text = "";
    child.stdout.on("data", (chunk) => {
      text += chunk;
      if (text.includes("\n")) done(Number.parseInt(text, 10));
    });
    child.once("exit", () => failed(new Error("a server did not start")));
  });

function load(port, request, { limit, time = seconds } = {}) {
  const environment = limit ? { ...process.env, LIMIT: String(limit) } : process.env;
  const command = ["-c", "1", join(target, "examples/load"), String(port), connections, time];
  return Number(execFileSync("taskset", command, { input: request, env: environment }));
}

/** A request that only reads, with an access token. */
const get = (path, token) =>
  [`GET ${path} HTTP/1.1`, "Host: 127.0.0.1", `Authorization: Bearer ${token}`, "Accept: application/vnd.api+json", "", ""].join("\r\n");

/** An access token of a server's application. */
async function accessToken({ port, id, secret }) {
  const answer = await fetch(`http://127.0.0.1:${port}/oauth2/token`, {
    method: "POST",
    headers: { Authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString("base64")}` },
    body: new URLSearchParams({ grant_type: "client_credentials" }),
  });
  return (await answer.json()).access_token;
}

function post(path, id, secret, body) {
  const basic = Buffer.from(`${id}:${secret}`).toString("base64");
  return [
    `POST ${path} HTTP/1.1`,
    "Host: 127.0.0.1",
    `Authorization: Basic ${basic}`,
    "Content-Type: application/x-www-form-urlencoded",
    `Content-Length: ${body.length}`,
    "",
    body,
  ].join("\r\n");
}

/** A Latchkey of its own: folder, database, one application. */
async function latchkey(name, { databaseUrl } = {}) {
  const cwd = join(folder, name);
  execFileSync("mkdir", [cwd]);
  const port = await freePort();
  const env = {
    PATH: process.env.PATH,
    LATCHKEY_SERVER__LISTEN: `127.0.0.1:${port}`,
    LATCHKEY_SERVER__PUBLIC_URL: `http://127.0.0.1:${port}`,
    ...(databaseUrl && { LATCHKEY_DATABASE__URL: databaseUrl }),
  };
  const binary = join(target, "latchkey");
  const call = (...command) => execFileSync(binary, command, { cwd, env, encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] });
  call("init", "--demo");
  const made = ["application", "create", "--owner", "admin@example.com", "--name", "Benchmark", "--json"];
  const { client_id: id, client_secret: secret } = JSON.parse(call(...made));
  const token = post("/oauth2/token", id, secret, "grant_type=client_credentials");

  const began = performance.now();
  const child = start([binary, "serve"], { cwd, env, stdio: ["ignore", "ignore", "ignore"] });
  while (!(await fetch(`http://127.0.0.1:${port}/healthz`).catch(() => undefined))?.ok) {
    if (child.exitCode !== null) throw new Error("latchkey did not start");
    await new Promise((done) => setTimeout(done, 2));
  }
  const started = performance.now() - began;
  return { id, secret, port, child, token, started };
}

const memory = (child) => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, "utf8"))[1]) / 1024;
const median = (numbers) => numbers.sort((a, b) => a - b)[Math.floor(numbers.length / 2)];
const sql = (statement) => execFileSync("psql", [process.env.TEST_DATABASE_URL.replace(/[^/]*$/, "latchkey_bench"), "-qAtc", statement], { encoding: "utf8" });

/** Rows written while so many tokens are issued, counted by PostgreSQL itself. */
async function rowsWritten(tokens) {
  execFileSync("psql", [process.env.TEST_DATABASE_URL, "-qc", "CREATE DATABASE latchkey_bench"]);
  const server = await latchkey("postgres", { databaseUrl: process.env.TEST_DATABASE_URL.replace(/[^/]*$/, "latchkey_bench") });
  const written = () => Number(sql("SELECT sum(n_tup_ins + n_tup_upd + n_tup_del) FROM pg_stat_user_tables"));
  const before = written();
  load(server.port, server.token, { limit: tokens, time: "600" });
  await stop(server.child);
  return written() - before;
}

/** An empty database on the server of the tests. */
function emptyDatabase(name) {
  execFileSync("psql", [process.env.TEST_DATABASE_URL, "-qc", `CREATE DATABASE lists_${name}`]);
  return process.env.TEST_DATABASE_URL.replace(/[^/]*$/, `lists_${name}`);
}

async function main() {
  const ours = await latchkey("sqlite");
  const idle = memory(ours.child);
  const provider = start(["node", "end2end/support/oidc-provider.mjs"], {
    env: { ...process.env, NODE_ENV: "production", NODE_NO_WARNINGS: "1" },
    stdio: ["pipe", "pipe", "ignore"],
  });
  const bare = start([join(target, "examples/bare")]);
  const [providerPort, barePort] = await Promise.all([printedPort(provider), printedPort(bare)]);

  const token = await accessToken(ours);

  const contestants = {
    tokens: [ours.port, ours.token],
    introspections: [ours.port, post("/oauth2/introspect", ours.id, ours.secret, `token=${token}`)],
    reads: [ours.port, get("/api/me", token)],
    provider: [
      providerPort,
      post("/token", "bench", "bench-secret-bench-secret-bench-secret", "grant_type=client_credentials&scope=json_api"),
    ],
    bare: [barePort, post("/", "a", "b", "grant_type=client_credentials")],
  };
  const rates = {};
  for (const [name, [port, request]] of Object.entries(contestants)) {
    load(port, request, { time: "1" });
    rates[name] = [];
  }
  // Round by round, so that a neighbour's noise falls on everybody.
  for (let round = 0; round < rounds; round += 1) {
    for (const [name, [port, request]] of Object.entries(contestants)) rates[name].push(load(port, request));
  }
  for (const name of Object.keys(rates)) rates[name] = median(rates[name]);

  load(ours.port, ours.token, { limit: 100_000, time: "600" });
  const busy = memory(ours.child);
  const tokens = 100_000;
  const rows = await rowsWritten(tokens);

  const ofPeople = await people(ours, Number(connections), Number(seconds));

  const ofPages = await web(ours);
  const ofLists = await lists(emptyDatabase);

  const whole = (number) => Math.round(number).toLocaleString("en");
  const lines = [
    ["client_credentials tokens per second", whole(rates.tokens), ""],
    ["  npm oidc-provider, the same work", whole(rates.provider), `${(rates.tokens / rates.provider).toFixed(1)} × (at least 5 ×)`],
    ["  a bare server that only signs", whole(rates.bare), `${Math.round((rates.tokens / rates.bare) * 100)} % (at least 60 %)`],
    ["introspections per second", whole(rates.introspections), `${(rates.introspections / rates.tokens).toFixed(1)} × the tokens (15,000, or 2 ×)`],
    ["authenticated reads per second", whole(rates.reads), "GET /api/me: who the token acts as"],
    ["codes exchanged per second", whole(ofPeople.exchanges), "each for an access and a refresh token, in one transaction"],
    ["tokens refreshed per second", whole(ofPeople.refreshes), "each for a new pair, in one transaction"],
    [`rows written for ${whole(tokens)} tokens`, whole(rows), "(0 per token)"],
    ["resident memory, idle", `${whole(idle)} MB`, "(at most 40 MB)"],
    ["resident memory after 100,000 tokens", `${whole(busy)} MB`, "(at most 60 MB)"],
    ["start to first answer", `${whole(ours.started)} ms`, "(at most 150 ms)"],
  ];
  console.log(`\nOne core for the server, one for the load; ${connections} connections, median of ${rounds} × ${seconds} s:\n`);
  lines.push(...ofPages);
  lines.push(...ofLists);
  for (const [what, value, beside] of lines) console.log(`${what.padEnd(40)}${value.padStart(10)}   ${beside}`.trimEnd());
}

try {
  await main();
} finally {
  await Promise.all([...children].map(stop));
  rmSync(folder, { recursive: true, force: true });
}
