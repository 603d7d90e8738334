// Passwords: forgotten and set again with the link of a mail, and changed by who knows theirs.
import type { Page } from "@playwright/test";
import { linkIn } from "../fixtures/mail.ts";
import { dialog, expectToast } from "../fixtures/pages.ts";
import type { Server } from "../fixtures/server.ts";
import { alive, expect, goto, signIn, test, type Person } from "../fixtures/test.ts";

const fresh = "a fresh password of four words";
const sent = "If there is an account with this address, a link is on its way to it.";

async function forget(page: Page, email: string): Promise<void> {
  await goto(page, "/sign-in");
  await page.getByRole("link", { name: "Forgot your password?" }).click();
  await expect(page.getByRole("heading", { name: "Forgot Your Password?" })).toBeVisible();
  await alive(page);
  await page.getByLabel("Email").fill(email);
  await page.getByRole("button", { name: "Send Link" }).click();
  await expect(page.getByText(sent)).toBeVisible();
}

/** The link in the mail that came last. */
async function link(server: Server, who: Person): Promise<string> {
  const mails = async () => (await server.mailsTo(who.email)).filter(({ subject }) => subject === "Set a new password");
  await expect.poll(async () => (await mails()).length, { timeout: 15_000 }).toBe(1);
  return linkIn((await mails())[0]);
}

async function enter(page: Page, who: Person, password: string): Promise<void> {
  await page.getByLabel("Email").fill(who.email);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Sign In" }).click();
}

test("a forgotten password is set again, once, and signs in", async ({ page, person, server, context, guard }) => {
  guard.expectStatus(401, 404, 422);
  await forget(page, person.email);
  const path = await link(server, person);
  await goto(page, path);
  await expect(page.getByLabel("Email")).toHaveValue(person.email);
  await page.getByLabel("New Password").fill("pocket");
  await page.getByRole("button", { name: "Set Password" }).click();
  await expect(page.getByText("It should have 12 characters or more.")).toBeVisible();
  expect(await page.content()).not.toContain("pocket");
  await page.getByLabel("New Password").fill(fresh);
  await page.getByRole("button", { name: "Set Password" }).click();
  await expect(page).toHaveURL(/\/my-user$/);
  await expectToast(page, "Your password has been set.");
  await expect
    .poll(async () => (await server.mailsTo(person.email)).map(({ subject }) => subject), { timeout: 15_000 })
    .toContain("Your password was changed");

  await context.clearCookies();
  await goto(page, path);
  await expect(page.getByRole("heading", { name: "This Link Does Not Work" })).toBeVisible();
  await page.getByRole("link", { name: "Get a New Link" }).click();
  await expect(page.getByRole("heading", { name: "Forgot Your Password?" })).toBeVisible();
  await goto(page, "/sign-in");
  await enter(page, person, person.password);
  await expect(page.getByText("The email or the password is not correct.")).toBeVisible();
  await enter(page, person, fresh);
  await expect(page).toHaveURL(/\/my-user$/);
});

test("who is not known is told the same and gets no mail", async ({ page, server }) => {
  const email = `nobody.${crypto.randomUUID().slice(0, 8)}@example.com`;
  await forget(page, email);
  await page.waitForTimeout(1_500);
  expect(await server.mailsTo(email)).toEqual([]);
});

test("a link that somebody else used while the page was open says so", async ({ page, person, server, guard }) => {
  guard.expectStatus(404);
  await forget(page, person.email);
  const path = await link(server, person);
  await goto(page, path);
  const other = await page.request.post(path, {
    form: { password: "somebody was faster here" },
    headers: { Origin: server.url },
    maxRedirects: 0,
  });
  expect(other.status()).toBe(303);
  await page.getByLabel("New Password").fill(fresh);
  await page.getByRole("button", { name: "Set Password" }).click();
  await expect(page.getByRole("heading", { name: "This Link Does Not Work" })).toBeVisible();
});

test("one changes one's password, and other browsers are signed out", async ({
  page,
  browser,
  person,
  server,
  guard,
}) => {
  guard.expectStatus(401, 422);
  const context = await browser.newContext({ baseURL: server.url });
  const elsewhere = await context.newPage();
  await signIn(elsewhere, person);
  await signIn(page, person);
  await goto(page, "/my-user");
  await page.getByRole("link", { name: "Change Password" }).click();
  const opened = dialog(page, "Change Password");
  await expect(opened).toBeVisible();
  await alive(page);
  const change = async (current: string, password: string) => {
    await opened.getByLabel("Current Password").fill(current);
    await opened.getByLabel("New Password").fill(password);
    await opened.getByRole("button", { name: "Change Password" }).click();
  };
  await change("not my password", fresh);
  await expect(opened.getByText("This is not your current password.")).toBeVisible();
  await change(person.password, "password12345");
  await expect(opened.getByText("This password is one of the most common ones.")).toBeVisible();
  await change(person.password, fresh);
  await expect(opened).toBeHidden();
  await expectToast(page, "Your password has been changed.");
  await goto(page, "/my-user");
  await expect(page).toHaveURL(/\/my-user$/);
  await elsewhere.goto("/my-user");
  await expect(elsewhere).toHaveURL(/\/sign-in/);
  await enter(elsewhere, person, person.password);
  await expect(elsewhere.getByText("The email or the password is not correct.")).toBeVisible();
  await enter(elsewhere, person, fresh);
  await expect(elsewhere).toHaveURL(/\/my-user$/);
  await context.close();
});

test("what was typed can be looked at", async ({ page, person, hydrated }) => {
  await signIn(page, person);
  await goto(page, "/my-user/password");
  const field = page.getByLabel("New Password");
  await expect(field).toHaveAttribute("type", "password");
  const button = page.getByRole("button", { name: "Show password" });
  if (!hydrated) {
    await expect(button).toBeHidden();
    return;
  }
  await field.fill(fresh);
  await button.click();
  await expect(field).toHaveAttribute("type", "text");
  await expect(field).toHaveValue(fresh);
  await page.getByRole("button", { name: "Hide password" }).click();
  await expect(field).toHaveAttribute("type", "password");
});
