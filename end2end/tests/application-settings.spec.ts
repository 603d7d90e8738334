// How an application shows who it is: from its secret to a key of its own, and back.
import { generateKeyPairSync, randomUUID, sign, type KeyObject } from "node:crypto";
import { addAsking } from "../fixtures/asking.ts";
import { expectToast } from "../fixtures/pages.ts";
import { expect, goto, signIn, test } from "../fixtures/test.ts";

const base64 = (value: object): string => Buffer.from(JSON.stringify(value)).toString("base64url");

/** An assertion as RFC 7523 §3 wants it. */
function assertion(key: KeyObject, id: string, audience: string): string {
  const now = Math.floor(Date.now() / 1000);
  const claims = { iss: id, sub: id, aud: audience, exp: now + 60, iat: now, jti: randomUUID() };
  const signed = `${base64({ alg: "ES256", kid: "key-1" })}.${base64(claims)}`;
  const signature = sign("sha256", Buffer.from(signed), { key, dsaEncoding: "ieee-p1363" });
  return `${signed}.${signature.toString("base64url")}`;
}

test("an application gets a key, and its secret ends", async ({ page, administrator, request, server, hydrated, guard }) => {
  if (!hydrated) guard.expectStatus(422);
  const asking = await addAsking(page, administrator);
  await signIn(page, administrator);
  await goto(page, `/oauth-applications?client_id_operator=equals&client_id=${asking.id}`);
  await page.getByRole("link", { name: asking.name }).first().click();
  await page.getByRole("link", { name: "Keys and Lifetimes" }).click();
  await expect(page.getByRole("heading", { name: "Keys and Lifetimes" })).toBeVisible();
  await page.getByLabel("Authentication Method").selectOption({ label: "Private key (private_key_jwt)" });
  await page.getByLabel("Days a Refresh Token Lives Unused").fill("none");
  await page.getByRole("button", { name: "Save and Close" }).click();
  await expect(page.getByText("This value should not be blank.")).toBeVisible();
  await expect(page.getByText("This should be a whole number of days from 1 to 3650.")).toBeVisible();

  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const jwk = { ...publicKey.export({ format: "jwk" }), kid: "key-1" };
  guard.expectStatus(422);
  await page.getByLabel("Days a Refresh Token Lives Unused").fill("7");
  await page.getByLabel("Public Keys (JWK set)").fill("{}");
  await page.getByRole("button", { name: "Save and Close" }).click();
  await expect(page.getByText("This is no JWK set")).toBeVisible();
  // Keys come from one place: from here, or from an address that this server may go to.
  await page.getByLabel("URL of the Public Keys").fill("https://portal.example/keys");
  await page.getByRole("button", { name: "Save and Close" }).click();
  await expect(page.getByText("Either the keys or their URL should be given, not both.")).toBeVisible();
  await page.getByLabel("Public Keys (JWK set)").fill("");
  await page.getByLabel("URL of the Public Keys").fill("http://portal.example/keys");
  await page.getByRole("button", { name: "Save and Close" }).click();
  await expect(page.getByText("This URL starts with https://")).toBeVisible();
  await page.getByLabel("URL of the Public Keys").fill("");
  await page.getByLabel("Public Keys (JWK set)").fill(JSON.stringify({ keys: [jwk] }));
  await page.getByLabel("Post-Logout Redirect URLs").fill("https://portal.example/bye");
  await page.getByRole("button", { name: "Save and Close" }).click();
  await expectToast(page, "Saved successfully");
  await expect(page.getByText("Private key (private_key_jwt)", { exact: true })).toBeVisible();
  await expect(page.getByText("7 days")).toBeVisible();
  await expect(page.getByRole("link", { name: "Rotate Secret" })).toHaveCount(0);

  // It is known by its key now, and by nothing else.
  const ask = async (form: Record<string, string>) => request.post("/oauth2/introspect", { form: { token: "x", ...form } });
  expect((await ask({ client_id: asking.id, client_secret: asking.secret })).status()).toBe(401);
  const signed = {
    client_assertion_type: "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
    client_assertion: assertion(privateKey, asking.id, server.url),
  };
  expect((await ask(signed)).status()).toBe(200);
  expect((await ask(signed)).status()).toBe(401);
});

test("an application publishes its keys at an address of its own", async ({ page, administrator }) => {
  const asking = await addAsking(page, administrator);
  await signIn(page, administrator);
  await goto(page, `/oauth-applications?client_id_operator=equals&client_id=${asking.id}`);
  await page.getByRole("link", { name: asking.name }).first().click();
  await page.getByRole("link", { name: "Keys and Lifetimes" }).click();
  await page.getByLabel("Authentication Method").selectOption({ label: "Private key (private_key_jwt)" });
  await page.getByLabel("URL of the Public Keys").fill("https://portal.example/keys");
  await page.getByRole("button", { name: "Save and Close" }).click();
  await expectToast(page, "Saved successfully");
  await page.getByRole("link", { name: "Keys and Lifetimes" }).click();
  await expect(page.getByLabel("URL of the Public Keys")).toHaveValue("https://portal.example/keys");
  await expect(page.getByLabel("Public Keys (JWK set)")).toHaveValue("");
});
