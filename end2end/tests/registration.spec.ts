// Applications that register themselves: an administrator hands out a token, an application uses it, and what came of it is seen.
import { expectToast } from "../fixtures/pages.ts";
import { makeRegistrationToken } from "../fixtures/registration.ts";
import { expect, goto, signIn, test } from "../fixtures/test.ts";

test("a token is made, shown once, used and revoked", async ({ page, administrator, request, hydrated, guard }) => {
  if (!hydrated) guard.expectStatus(422);
  await signIn(page, administrator);
  await goto(page, "/oauth-applications");
  await page.getByRole("link", { name: "Application Registration" }).click();
  await expect(page.getByRole("heading", { name: "Application Registration" })).toBeVisible();
  await page.getByRole("link", { name: "Create Initial Access Token" }).click();
  await page.getByLabel("How Many Applications It Registers").fill("1001");
  await page.getByLabel("Days It Works").fill("0");
  await page.getByRole("button", { name: "Create" }).click();
  await expect(page.getByText("This value should not be blank.")).toBeVisible();
  await expect(page.getByText("Select at least one API.")).toBeVisible();
  await expect(page.getByText("This should be a whole number from 1 to 1,000.")).toBeVisible();
  await expect(page.getByText("This should be a whole number of days from 1 to 365.")).toBeVisible();

  const name = `Laptops ${crypto.randomUUID().slice(0, 8)}`;
  const token = await makeRegistrationToken(page, name);
  expect(page.url()).not.toContain(token);
  const client = `Notes ${name}`;
  const register = async (name: string) =>
    request.post("/oauth2/register", {
      headers: { authorization: `Bearer ${token}` },
      data: { client_name: name, redirect_uris: ["https://app.example.com/cb"], scope: "json_api" },
    });
  expect((await register(client)).status()).toBe(201);

  await page.getByRole("link", { name: "Go to the tokens" }).click();
  await expect(page.getByRole("heading", { name: "Application Registration" })).toBeVisible();
  const row = page.getByRole("row").filter({ hasText: name });
  await expect(row).toContainText("1 of 2");
  await expect(row).toContainText("Usable");
  expect(await page.content()).not.toContain(token);
  await row.getByRole("button", { name: `Revoke the token ${name}` }).click();
  await expectToast(page, "Access revoked");
  await expect(row).toContainText("Revoked");
  await expect(row.getByRole("button")).toHaveCount(0);
  expect((await register(`${client} 2`)).status()).toBe(401);

  // What registered stays, and says where it came from.
  await goto(page, `/oauth-applications?origin=registered&column=name&column=origin&name=${encodeURIComponent(client)}`);
  await expect(page.getByRole("row").filter({ hasText: client })).toContainText(`Registered (${name})`);
  await page.getByRole("link", { name: client }).first().click();
  await expect(page.getByText(`Registered (${name})`)).toBeVisible();
});

test("the token is not there again after going back", async ({ page, administrator }) => {
  await signIn(page, administrator);
  const token = await makeRegistrationToken(page, `Once ${crypto.randomUUID().slice(0, 8)}`);
  await goto(page, "/oauth-applications/registration");
  for (const move of ["goBack", "goForward"] as const) {
    await page[move]().catch(() => undefined);
    await page.waitForTimeout(300);
    expect(await page.content()).not.toContain(token);
  }
});

test("who may not create applications for others finds no such page", async ({ page, person, guard }) => {
  guard.expectStatus(403);
  await signIn(page, person);
  await page.goto("/oauth-applications/registration");
  await expect(page.getByRole("alert")).toBeVisible();
  await expect(page.getByRole("link", { name: "Create Initial Access Token" })).toHaveCount(0);
});
