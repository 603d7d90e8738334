// Signing in through an identity provider: the worker's server is the provider of a second one.
import type { Page } from "@playwright/test";
import { openOffice } from "../fixtures/office.ts";
import { expectToast } from "../fixtures/pages.ts";
import type { Server } from "../fixtures/server.ts";
import { alive, createUser, expect, goto, test, type Person } from "../fixtures/test.ts";

/** The form of whichever server's sign-in page this is. */
async function fillIn(page: Page, who: Person): Promise<void> {
  await alive(page);
  await page.getByLabel("Email").fill(who.email);
  await page.getByLabel("Password").fill(who.password);
  await page.getByRole("button", { name: "Sign In", exact: true }).click();
}

/** The provider asks who it is and whether the office may know. */
async function letIn(page: Page, provider: Server, who: Person): Promise<void> {
  await page.waitForURL((url) => url.origin === provider.url && url.pathname === "/sign-in");
  await fillIn(page, who);
  await expect(page.getByRole("heading", { name: "wants to access your account." })).toBeVisible();
  await alive(page);
  await page.getByRole("button", { name: "Grant" }).click();
}

test("one links one's account, and from then on signs in with it", async ({ page, server, administrator, person }) => {
  const office = await openOffice(page, server, administrator);
  try {
    const there = await createUser(office, "User", ["Acme"]);
    await page.goto(`${office.url}/sign-in?next=%2Fmy-user`);
    await fillIn(page, there);
    const section = page.getByRole("region", { name: "Sign-In With", exact: true });
    await expect(section.getByText("No account is linked yet.")).toBeVisible();
    await alive(page);
    await section.getByRole("link", { name: "Link Example Corp" }).click();
    await expect(page.getByRole("dialog", { name: "Link Example Corp" })).toBeVisible();
    await page.getByRole("button", { name: "Go On" }).click();
    await letIn(page, server, person);
    await page.waitForURL(`${office.url}/my-user`);
    await expectToast(page, "The account has been linked.");
    await expect(section.getByRole("row").filter({ hasText: person.email })).toContainText("Example Corp");

    await page.context().clearCookies();
    await page.goto(`${office.url}/my-sessions`);
    await alive(page);
    await page.getByRole("link", { name: "Sign in with Example Corp" }).click();
    await page.waitForURL((url) => url.origin === server.url && url.pathname === "/sign-in");
    await fillIn(page, person);
    // What was let in once is not asked again, and one goes on where one was going.
    await page.waitForURL(`${office.url}/my-sessions`);
    await goto(page, `${office.url}/my-user`);
    await expect(page.locator(".menu-head").filter({ hasText: there.email })).toBeAttached();

    await section.getByRole("button", { name: "Unlink the account at Example Corp" }).click();
    await expectToast(page, "The account has been unlinked.");
    await expect(section.getByText("No account is linked yet.")).toBeVisible();
  } finally {
    await office.stop();
  }
});

test("whoever is not linked, or does not want to, is told so and still has a password", async ({ page, server, administrator, person }) => {
  const office = await openOffice(page, server, administrator);
  try {
    const there = await createUser(office, "User", ["Acme"]);
    await page.goto(`${office.url}/sign-in`);
    await alive(page);
    await page.getByRole("link", { name: "Sign in with Example Corp" }).click();
    await letIn(page, server, person);
    await page.waitForURL((url) => url.origin === office.url && url.searchParams.get("problem") === "not_linked");
    await expect(page.getByRole("alert")).toContainText("Your account at Example Corp is not linked with anybody here.");
    await fillIn(page, there);
    await page.waitForURL(`${office.url}/my-user`);
  } finally {
    await office.stop();
  }
});

test("where people have to come through the provider, the form is one step away", async ({ page, server, administrator, guard }) => {
  // The page still listens to the server that is stopped at the end.
  guard.expectWords("ERR_CONNECTION_REFUSED");
  const office = await openOffice(page, server, administrator, { LATCHKEY_SSO__ONLY: "true" });
  try {
    await page.goto(`${office.url}/sign-in`);
    await alive(page);
    await expect(page.getByLabel("Password")).toHaveCount(0);
    await page.getByRole("link", { name: "Sign in with a password" }).click();
    await fillIn(page, { name: "", email: "admin@example.com", password: "admin-demo-password" });
    await page.waitForURL(`${office.url}/my-user`);
  } finally {
    await office.stop();
  }
});
