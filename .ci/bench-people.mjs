// What an application costs that people let in, for the table of `make bench`: codes exchanged, and tokens refreshed.
import { createHash } from "node:crypto";
import { Agent, request } from "node:http";

const verifier = "a-code-verifier-of-at-least-43-characters-0123456789";
const redirect = "https://app.example.com/callback";

/** A program with so many connections that stay open. */
function program(port, connections) {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const send = (method, path, headers = {}, body = "") =>
    new Promise((done, failed) => {
      const asked = request(
        { agent, host: "127.0.0.1", port, method, path, headers: { ...headers, "Content-Length": Buffer.byteLength(body) } },
        (answer) => {
          let text = "";
          answer.setEncoding("utf8");
          answer.on("data", (chunk) => (text += chunk));
          answer.on("end", () => done({ status: answer.statusCode, headers: answer.headers, text }));
          answer.on("error", failed);
        },
      );
      asked.on("error", failed);
      asked.end(body);
    });
  return { send, close: () => agent.destroy() };
}

const expectStatus = (answer, status) => {
  if (answer.status !== status) throw new Error(`${answer.status} instead of ${status}: ${answer.text}`);
  return answer;
};

/** Somebody signed in, and an application that needs no consent. */
async function prepared({ port }, { send }) {
  const headers = { Origin: `http://127.0.0.1:${port}`, Host: `127.0.0.1:${port}` };
  const credentials = new URLSearchParams({ email: "admin@example.com", password: "admin-demo-password" }).toString();
  const form = { ...headers, "Content-Type": "application/x-www-form-urlencoded" };
  const signedIn = expectStatus(await send("POST", "/sign-in", form, credentials), 303);
  headers.Cookie = signedIn.headers["set-cookie"].map((cookie) => cookie.split(";")[0]).join("; ");
  const application = { name: "People", active: true, all_apis: true, grant: "authorization_code", redirect_uris: [redirect], confidential: true, skip_consent: true };
  const body = JSON.stringify({ side: "back_office", form: application, own_password: "" });
  const json = { ...headers, "Content-Type": "application/json", Accept: "application/json" };
  const made = JSON.parse(expectStatus(await send("POST", "/rpc/applications/create-of-side", json, body), 200).text);
  return { headers, id: made.application.client_id, secret: made.client_secret };
}

/** Does the work with so many at once, and says how many came per second. */
async function paced(connections, once) {
  const began = performance.now();
  const counts = await Promise.all(Array.from({ length: connections }, (_, index) => once(index)));
  return counts.reduce((sum, count) => sum + count, 0) / ((performance.now() - began) / 1000);
}

/** How many codes are exchanged, and how many tokens refreshed, per second. */
export async function people(server, connections, seconds) {
  const client = program(server.port, connections);
  const { headers, id, secret } = await prepared(server, client);
  const authorization = `Basic ${Buffer.from(`${id}:${secret}`).toString("base64")}`;
  const token = async (parameters) => {
    const form = { Authorization: authorization, "Content-Type": "application/x-www-form-urlencoded" };
    const answer = await client.send("POST", "/oauth2/token", form, new URLSearchParams(parameters).toString());
    return JSON.parse(expectStatus(answer, 200).text);
  };
  const query = new URLSearchParams({
    response_type: "code",
    client_id: id,
    redirect_uri: redirect,
    code_challenge: createHash("sha256").update(verifier).digest("base64url"),
    code_challenge_method: "S256",
  });
  const code = async () => {
    const answer = expectStatus(await client.send("GET", `/oauth2/authorize?${query}`, headers), 303);
    return new URL(answer.headers.location).searchParams.get("code");
  };

  // Codes live for a minute, so they are fetched first and only their exchange is measured.
  const each = 40 * seconds;
  const codes = await Promise.all(
    Array.from({ length: connections }, async () => {
      const own = [];
      while (own.length < each) own.push(await code());
      return own;
    }),
  );
  const chains = [];
  const exchanges = await paced(connections, async (index) => {
    for (const one of codes[index]) {
      const answer = await token({ grant_type: "authorization_code", code: one, redirect_uri: redirect, code_verifier: verifier });
      chains[index] = answer.refresh_token;
    }
    return each;
  });
  const until = performance.now() + seconds * 1000;
  const refreshes = await paced(connections, async (index) => {
    let count = 0;
    for (; performance.now() < until; count += 1) {
      chains[index] = (await token({ grant_type: "refresh_token", refresh_token: chains[index] })).refresh_token;
    }
    return count;
  });
  client.close();
  return { exchanges, refreshes };
}
