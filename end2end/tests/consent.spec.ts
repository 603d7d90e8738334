// Letting applications in: what a person is asked, where they go on, and how they take it back.
import type { Page } from "@playwright/test";
import { expectToast } from "../fixtures/pages.ts";
import { addAsking, asks, exchange, type Asking } from "../fixtures/asking.ts";
import { alive, callApi, expect, goto, signIn, test } from "../fixtures/test.ts";

/** The address of the application that the browser ends at. */
async function sentBack(page: Page, press: () => Promise<void>): Promise<URL> {
  await press();
  await page.waitForURL((url) => url.pathname === "/healthz");
  return new URL(page.url());
}

test("who is not signed in signs in, is asked, and the application acts for them", async ({ page, administrator, person, request }) => {
  const asking = await addAsking(page, administrator);
  await page.context().clearCookies();
  await page.goto(asks(asking));
  await alive(page);
  await page.getByLabel("Email").fill(person.email);
  await page.getByLabel("Password").fill(person.password);
  await page.getByRole("button", { name: "Sign In" }).click();
  await expect(page.getByRole("heading", { name: `"${asking.name}" wants to access your account.` })).toBeVisible();
  await alive(page);
  for (const words of ["Acme", "JSON:API", "127.0.0.1", person.email]) {
    await expect(page.getByText(words).first()).toBeVisible();
  }
  const back = await sentBack(page, async () => page.getByRole("button", { name: "Grant" }).click());
  expect(back.searchParams.get("state")).toBe("a state");
  const tokens = await exchange(request, asking, back.searchParams.get("code") ?? "");
  expect(await callApi(request, tokens.access_token)).toBe(200);

  // From now on nothing is asked.
  const again = await sentBack(page, async () => void (await page.goto(asks(asking))));
  expect(again.searchParams.get("code")).toBeTruthy();

  // Until one takes it back.
  await goto(page, "/my-user");
  const row = page.getByRole("row").filter({ hasText: asking.name });
  await expect(row).toContainText("JSON:API");
  await row.getByRole("button", { name: `Revoke the access of ${asking.name}` }).click();
  await expectToast(page, "Access revoked");
  await expect(page.getByRole("row").filter({ hasText: asking.name })).toHaveCount(0);
  expect(await callApi(request, tokens.access_token)).toBe(401);
  await page.goto(asks(asking));
  await expect(page.getByRole("button", { name: "Grant" })).toBeVisible();
});

test("whoever cancels goes back with nothing", async ({ page, administrator, person }) => {
  const asking = await addAsking(page, administrator);
  await page.context().clearCookies();
  await signIn(page, person);
  await page.goto(asks(asking));
  await alive(page);
  const back = await sentBack(page, async () => page.getByRole("button", { name: "Cancel" }).click());
  expect([back.searchParams.get("error"), back.searchParams.get("code")]).toEqual(["access_denied", null]);
  await goto(page, "/my-user");
  await expect(page.getByText(asking.name)).toHaveCount(0);
});

test("with the keyboard alone", async ({ page, administrator, hydrated }) => {
  test.skip(!hydrated, "pressing Enter on a button is the browser's own without scripts, too");
  const asking = await addAsking(page, administrator);
  await page.goto(asks(asking));
  await alive(page);
  const grant = page.getByRole("button", { name: "Grant" });
  for (let step = 0; step < 20 && !(await grant.evaluate((button) => button === document.activeElement)); step += 1) {
    await page.keyboard.press("Tab");
  }
  await expect(grant).toBeFocused();
  const back = await sentBack(page, async () => page.keyboard.press("Enter"));
  expect(back.searchParams.get("code")).toBeTruthy();
});

test("an address that is none of the application's leads nowhere", async ({ page, administrator, guard }) => {
  guard.expectStatus(400);
  const asking: Asking = await addAsking(page, administrator);
  const evil = asks({ ...asking, redirect: "https://evil.example/" });
  await page.goto(evil);
  await expect(page.getByText("Somebody may be trying to deceive you.")).toBeVisible();
  expect(new URL(page.url()).pathname).toBe("/consent");
});
