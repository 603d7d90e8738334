// What an application demands of its own requests, and where it hears that a session ended.
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { addAsking, asks, exchange } from "../fixtures/asking.ts";
import { expectToast } from "../fixtures/pages.ts";
import { expect, goto, signIn, test } from "../fixtures/test.ts";

test("requirements are set and count at once", async ({ page, administrator, request, hydrated, guard }) => {
  if (!hydrated) guard.expectStatus(422);
  const asking = await addAsking(page, administrator);
  await goto(page, `/oauth-applications?client_id_operator=equals&client_id=${asking.id}`);
  await page.getByRole("link", { name: asking.name }).first().click();
  await expect(page.getByText("Requirements")).toHaveCount(0);
  await page.getByRole("link", { name: "Keys and Lifetimes" }).click();
  await page.getByRole("checkbox", { name: "Require DPoP" }).check();
  await page.getByRole("checkbox", { name: "Require pushed authorization requests" }).check();
  await page.getByRole("checkbox", { name: "May exchange tokens of other applications" }).check();
  await page.getByLabel("Back-Channel Logout URL").fill("com.example.app:/logout");
  await page.getByRole("button", { name: "Save and Close" }).click();
  await expect(page.getByText("This URL starts with https://")).toBeVisible();
  await expect(page.getByRole("checkbox", { name: "Require DPoP" })).toBeChecked();
  await page.getByLabel("Back-Channel Logout URL").fill("https://portal.example/logout");
  await page.getByRole("button", { name: "Save and Close" }).click();
  await expectToast(page, "Saved successfully");
  await expect(page.getByText("Tokens bound to a key (DPoP)")).toBeVisible();
  await expect(page.getByText("Pushed authorization requests", { exact: true })).toBeVisible();
  await expect(page.getByText("https://portal.example/logout", { exact: true }).first()).toBeVisible();
  await expect(page.getByText("Acting on Behalf of Others")).toBeVisible();

  // People are not asked what was not pushed, and without a proof there are no tokens.
  await page.goto(asks(asking));
  expect(new URL(page.url()).searchParams.get("error")).toBe("invalid_request");
  const form = { grant_type: "refresh_token", refresh_token: "x", client_id: asking.id, client_secret: asking.secret };
  const answer = await request.post("/oauth2/token", { form });
  expect(answer.status()).toBe(400);
  expect(((await answer.json()) as { error: string }).error).toBe("invalid_dpop_proof");
});

test("an application hears that somebody signed out", async ({ page, administrator, request }) => {
  const heard: string[] = [];
  const receiver = createServer((post, answer) => {
    post.setEncoding("utf8");
    post.on("data", (text: string) => heard.push(text));
    post.on("end", () => answer.writeHead(200).end());
  });
  await new Promise<void>((ready) => receiver.listen(0, "127.0.0.1", ready));
  try {
    const asking = await addAsking(page, administrator);
    await goto(page, `/oauth-applications?client_id_operator=equals&client_id=${asking.id}`);
    await page.getByRole("link", { name: asking.name }).first().click();
    await page.getByRole("link", { name: "Keys and Lifetimes" }).click();
    const { port } = receiver.address() as AddressInfo;
    await page.getByLabel("Back-Channel Logout URL").fill(`http://127.0.0.1:${port}/logout`);
    await page.getByRole("button", { name: "Save and Close" }).click();
    await expectToast(page, "Saved successfully");

    await goto(page, asks(asking, { scope: "openid" }));
    await page.getByRole("button", { name: "Grant" }).click();
    await page.waitForURL((url) => url.pathname === "/healthz");
    await exchange(request, asking, new URL(page.url()).searchParams.get("code") ?? "");
    await goto(page, "/sign-out");
    await page.getByRole("main").getByRole("button", { name: "Sign Out" }).click();
    await expect(page).toHaveURL(/\/sign-in/);
    await expect.poll(() => heard.join("")).toContain("logout_token=");
    const token = heard.join("").replace("logout_token=", "").split(".");
    const claims = JSON.parse(Buffer.from(token[1] ?? "", "base64url").toString()) as { aud: string; nonce?: string };
    expect(claims.aud).toBe(asking.id);
    expect(claims.nonce).toBeUndefined();
  } finally {
    receiver.close();
  }
  await signIn(page, administrator);
});
