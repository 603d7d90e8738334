// The other side of `make bench`: npm's oidc-provider, the fastest of the OAuth servers it was compared with, doing the
// same work: client credentials over HTTP, a JWT access token signed with ES256.
//
//   node end2end/support/oidc-provider.mjs
//
// Prints the port it listens on, and ends with its standard input.
import { generateKeyPairSync } from "node:crypto";
import { createServer } from "node:http";
import Provider from "oidc-provider";

process.env.NODE_ENV = "production";
const resource = "https://api.example.com";
const { privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
const provider = new Provider("http://127.0.0.1", {
  clients: [
    {
      client_id: "bench",
      client_secret: "bench-secret-bench-secret-bench-secret",
      grant_types: ["client_credentials"],
      id_token_signed_response_alg: "ES256",
      redirect_uris: [],
      response_types: [],
    },
  ],
  jwks: { keys: [{ ...privateKey.export({ format: "jwk" }), alg: "ES256", use: "sig" }] },
  features: {
    clientCredentials: { enabled: true },
    devInteractions: { enabled: false },
    resourceIndicators: {
      enabled: true,
      defaultResource: () => resource,
      getResourceServerInfo: () => ({
        accessTokenFormat: "jwt",
        accessTokenTTL: 3600,
        jwt: { sign: { alg: "ES256" } },
        scope: "json_api",
      }),
      useGrantedResource: () => true,
    },
  },
  ttl: { ClientCredentials: 3600 },
});
provider.on("server_error", (_context, error) => console.error(error));

const server = createServer(provider.callback());
server.listen(0, "127.0.0.1", () => process.stdout.write(`${server.address().port}\n`));
process.stdin.on("end", () => process.exit(0)).resume();
