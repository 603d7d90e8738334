// The strictest independent client there is for browsers and Node checks every answer of the authorization server.
import type { Page } from "@playwright/test";
import * as oauth from "oauth4webapi";
import { addAsking, type Asking } from "../fixtures/asking.ts";
import { expectToast } from "../fixtures/pages.ts";
import { makeRegistrationToken } from "../fixtures/registration.ts";
import { alive, expect, goto, signIn, test } from "../fixtures/test.ts";

// The server of a test is on loopback, without TLS.
const plain = { [oauth.allowInsecureRequests]: true } as const;

test.skip(({ hydrated }) => !hydrated, "what the client checks does not depend on the page; consent has tests of its own");

async function discovered(url: string): Promise<oauth.AuthorizationServer> {
  const issuer = new URL(url);
  const both = await Promise.all(
    (["oidc", "oauth2"] as const).map(async (algorithm) =>
      oauth.processDiscoveryResponse(issuer, await oauth.discoveryRequest(issuer, { algorithm, ...plain })),
    ),
  );
  expect(both[0]).toEqual(both[1]);
  return both[0] as oauth.AuthorizationServer;
}

/** Once more with the nonce of the refusal (RFC 9449 §8). */
async function withNonce<T>(once: () => Promise<T>): Promise<T> {
  return once().catch(async (error: unknown) => {
    if (!oauth.isDPoPNonceError(error)) throw error;
    return once();
  });
}

/** Somebody lets the application in; what the browser brings back. */
async function letIn(page: Page, address: URL): Promise<URL> {
  await page.goto(address.href);
  await alive(page);
  await page.getByRole("button", { name: "Grant" }).click();
  await page.waitForURL((url) => url.pathname === "/healthz");
  return new URL(page.url());
}

/** The application signs with this key from now on. */
async function signsWith(page: Page, asking: Asking, key: CryptoKey): Promise<void> {
  await goto(page, `/oauth-applications?client_id_operator=equals&client_id=${asking.id}`);
  await page.getByRole("link", { name: asking.name }).first().click();
  await page.getByRole("link", { name: "Keys and Lifetimes" }).click();
  await page.getByLabel("Authentication Method").selectOption({ label: "Private key (private_key_jwt)" });
  const keys = JSON.stringify({ keys: [await crypto.subtle.exportKey("jwk", key)] });
  await page.getByLabel("Public Keys (JWK set)").fill(keys);
  await page.getByRole("button", { name: "Save and Close" }).click();
  await expectToast(page, "Saved successfully");
}

test("a pushed request with DPoP becomes bound tokens, claims, a new token, and nothing", async ({ page, administrator, server }) => {
  const as = await discovered(server.url);
  const asking = await addAsking(page, administrator);
  const client: oauth.Client = { client_id: asking.id };
  const secret = oauth.ClientSecretBasic(asking.secret);
  const DPoP = oauth.DPoP(client, await oauth.generateKeyPair("ES256"));
  const bound = { DPoP, ...plain };
  const verifier = oauth.generateRandomCodeVerifier();
  const [state, nonce] = [oauth.generateRandomState(), oauth.generateRandomNonce()];

  const pushed = await withNonce(async () =>
    oauth.processPushedAuthorizationResponse(
      as,
      client,
      await oauth.pushedAuthorizationRequest(
        as,
        client,
        secret,
        {
          response_type: "code",
          redirect_uri: asking.redirect,
          scope: "openid profile email offline_access json_api",
          code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
          code_challenge_method: "S256",
          state,
          nonce,
        },
        bound,
      ),
    ),
  );
  const address = new URL(as.authorization_endpoint ?? "");
  address.searchParams.set("client_id", client.client_id);
  address.searchParams.set("request_uri", pushed.request_uri);
  const answer = oauth.validateAuthResponse(as, client, await letIn(page, address), state);

  const tokens = await withNonce(async () => {
    const response = await oauth.authorizationCodeGrantRequest(as, client, secret, answer, asking.redirect, verifier, bound);
    const expected = { expectedNonce: nonce, requireIdToken: true };
    const processed = await oauth.processAuthorizationCodeResponse(as, client, response, expected);
    await oauth.validateApplicationLevelSignature(as, response, plain);
    return processed;
  });
  expect(tokens.token_type).toBe("dpop");
  const claims = oauth.getValidatedIdTokenClaims(tokens);
  const info = await oauth.processUserInfoResponse(
    as,
    client,
    claims?.sub ?? "",
    await oauth.userInfoRequest(as, client, tokens.access_token, bound),
  );
  expect([info.email, info.name]).toEqual([administrator.email, administrator.name]);

  const api = new URL("/api/me", server.url);
  const called = await oauth.protectedResourceRequest(tokens.access_token, "GET", api, undefined, undefined, bound);
  expect(called.status).toBe(200);
  const resource = await oauth.processResourceDiscoveryResponse(
    new URL("/api", server.url),
    await oauth.resourceDiscoveryRequest(new URL("/api", server.url), plain),
  );
  expect(resource.authorization_servers).toEqual([as.issuer]);

  const refreshed = await withNonce(async () =>
    oauth.processRefreshTokenResponse(
      as,
      client,
      await oauth.refreshTokenGrantRequest(as, client, secret, tokens.refresh_token ?? "", bound),
    ),
  );
  expect(refreshed.refresh_token).not.toBe(tokens.refresh_token);

  const facts = async (token: string) =>
    oauth.processIntrospectionResponse(
      as,
      { ...client, introspection_signed_response_alg: "ES256" },
      await oauth.introspectionRequest(as, client, secret, token, { requestJwtResponse: true, ...plain }),
    );
  expect(await facts(refreshed.access_token)).toMatchObject({ active: true, sub: claims?.sub, client_id: client.client_id });
  await oauth.processRevocationResponse(
    await oauth.revocationRequest(as, client, secret, refreshed.refresh_token ?? "", plain),
  );
  expect((await facts(refreshed.access_token)).active).toBe(false);
});

test("an application that signs gets a token that every resource can verify", async ({ page, administrator, server, addApplications }) => {
  const as = await discovered(server.url);
  const signing = await oauth.generateKeyPair("ES256", { extractable: true });
  const asking = await addAsking(page, administrator);
  await signsWith(page, asking, signing.publicKey);
  const client: oauth.Client = { client_id: asking.id };
  const proves = oauth.PrivateKeyJwt(signing.privateKey);
  const verifier = oauth.generateRandomCodeVerifier();
  const address = new URL(as.authorization_endpoint ?? "");
  address.search = new URLSearchParams({
    client_id: asking.id,
    response_type: "code",
    redirect_uri: asking.redirect,
    code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
    code_challenge_method: "S256",
    scope: "json_api",
  }).toString();
  const answer = oauth.validateAuthResponse(as, client, await letIn(page, address), oauth.expectNoState);
  const response = await oauth.authorizationCodeGrantRequest(as, client, proves, answer, asking.redirect, verifier, plain);
  const tokens = await oauth.processAuthorizationCodeResponse(as, client, response, { expectedNonce: oauth.expectNoNonce });
  const shown = (token: string) => new Request(new URL("/api/me", server.url), { headers: { Authorization: `Bearer ${token}` } });
  const audience = new URL("/api", server.url).href;
  const read = await oauth.validateJwtAccessToken(as, shown(tokens.access_token), audience, plain);
  expect(read.client_id).toBe(asking.id);

  // The same of one that acts as its owner, for one resource.
  const [own] = await addApplications(administrator, "Nightly");
  const itself: oauth.Client = { client_id: own?.id ?? "" };
  const granted = await oauth.processClientCredentialsResponse(
    as,
    itself,
    await oauth.clientCredentialsGrantRequest(as, itself, oauth.ClientSecretPost(own?.secret ?? ""), { resource: audience }, plain),
  );
  const claims = await oauth.validateJwtAccessToken(as, shown(granted.access_token), audience, plain);
  expect([claims.sub, claims.aud]).toEqual([itself.client_id, audience]);
});

test("a device waits, is let in, and gets tokens", async ({ page, administrator, server }) => {
  const as = await discovered(server.url);
  const device = await addAsking(page, administrator, `Television ${crypto.randomUUID().slice(0, 8)}`, "Device");
  const client: oauth.Client = { client_id: device.id };
  const secret = oauth.ClientSecretPost(device.secret);
  const codes = await oauth.processDeviceAuthorizationResponse(
    as,
    client,
    await oauth.deviceAuthorizationRequest(as, client, secret, { scope: "openid json_api" }, plain),
  );
  const ask = async () =>
    oauth.processDeviceCodeResponse(as, client, await oauth.deviceCodeGrantRequest(as, client, secret, codes.device_code, plain));
  await expect(ask()).rejects.toMatchObject({ error: "authorization_pending" });
  await goto(page, codes.verification_uri_complete ?? "");
  await page.getByRole("button", { name: "Grant" }).click();
  await expect(page.getByRole("heading", { name: "The device is let in" })).toBeVisible();
  const tokens = await ask();
  expect(oauth.getValidatedIdTokenClaims(tokens)?.aud).toEqual([client.client_id]);
});

test("an application registers itself, is let in, and exchanges its token for less", async ({ page, administrator, server }) => {
  const as = await discovered(server.url);
  await signIn(page, administrator);
  const initialAccessToken = await makeRegistrationToken(page, `Laptops ${crypto.randomUUID().slice(0, 8)}`);
  const redirect = new URL("/healthz", server.url).href;
  const metadata = { client_name: `Notes ${crypto.randomUUID().slice(0, 8)}`, redirect_uris: [redirect], scope: "json_api openid" };
  const client = await oauth.processDynamicClientRegistrationResponse(
    await oauth.dynamicClientRegistrationRequest(as, metadata, { initialAccessToken, ...plain }),
  );
  const secret = oauth.ClientSecretBasic(String(client["client_secret"]));
  const verifier = oauth.generateRandomCodeVerifier();
  const address = new URL(as.authorization_endpoint ?? "");
  address.search = new URLSearchParams({
    client_id: client.client_id,
    response_type: "code",
    redirect_uri: redirect,
    code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
    code_challenge_method: "S256",
    scope: "json_api openid",
  }).toString();
  await page.goto(address.href);
  await expect(page.getByText("The application registered itself; nobody here has checked it.")).toBeVisible();
  const answer = oauth.validateAuthResponse(as, client, await letIn(page, address), oauth.expectNoState);
  const tokens = await oauth.processAuthorizationCodeResponse(
    as,
    client,
    await oauth.authorizationCodeGrantRequest(as, client, secret, answer, redirect, verifier, plain),
    { requireIdToken: true },
  );
  const less = await oauth.processGenericTokenEndpointResponse(
    as,
    client,
    await oauth.genericTokenEndpointRequest(
      as,
      client,
      secret,
      "urn:ietf:params:oauth:grant-type:token-exchange",
      {
        subject_token: tokens.access_token,
        subject_token_type: "urn:ietf:params:oauth:token-type:access_token",
        scope: "json_api",
      },
      plain,
    ),
  );
  expect(less["issued_token_type"]).toBe("urn:ietf:params:oauth:token-type:access_token");
  const api = new URL("/api/me", server.url);
  expect((await oauth.protectedResourceRequest(less.access_token, "GET", api, undefined, undefined, plain)).status).toBe(200);
  const info = await oauth.userInfoRequest(as, client, less.access_token, plain);
  expect(info.status, "who the person is was given up").toBe(403);
});
