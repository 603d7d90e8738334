// Second factors: an app is set up, asked for, and asked for again; an organization requires one; an administrator resets them.
import { addApp, codeOf } from "../fixtures/factors.ts";
import { expectToast } from "../fixtures/pages.ts";
import { openRecord, save } from "../fixtures/records.ts";
import { alive, createUser, expect, goto, signIn, test, type Person } from "../fixtures/test.ts";
import type { Page } from "@playwright/test";

async function enter(page: Page, who: Person): Promise<void> {
  await page.getByLabel("Email").fill(who.email);
  await page.getByLabel("Password").fill(who.password);
  await page.getByRole("button", { name: "Sign In", exact: true }).click();
  await expect(page.getByRole("heading", { name: "Second Factor" })).toBeVisible();
  await alive(page);
}

async function give(page: Page, code: string): Promise<void> {
  await page.getByLabel("Code", { exact: true }).fill(code);
  await page.getByRole("button", { name: "Sign In", exact: true }).click();
}

test("a code is asked for after the password, works once, and a recovery code stands in", async ({
  page,
  context,
  person,
  server,
  guard,
}) => {
  guard.expectStatus(422);
  await signIn(page, person);
  const { secret, codes } = await addApp(page);
  expect(codes).toHaveLength(10);
  await page.getByRole("link", { name: "Go On" }).click();
  await expect(page.getByText("Left: 10")).toBeVisible();

  await context.clearCookies();
  await goto(page, "/my-sessions?x=1");
  await enter(page, person);
  await give(page, "000000");
  await expect(page.getByText("This code is wrong, too old, or was used already.")).toBeVisible();
  const code = codeOf(secret);
  await give(page, code);
  await expect(page).toHaveURL(/\/my-sessions\?x=1$/);

  await context.clearCookies();
  await goto(page, "/sign-in");
  await enter(page, person);
  await give(page, code);
  await expect(page.getByText("This code is wrong, too old, or was used already.")).toBeVisible();
  await give(page, codes[0] ?? "");
  await expect(page).toHaveURL(/\/my-user$/);
  await goto(page, "/my-user/security");
  await expect(page.getByText("Left: 9")).toBeVisible();
  const subjects = async () => (await server.mailsTo(person.email)).map(({ subject }) => subject);
  await expect.poll(subjects, { timeout: 15_000 }).toContain("A recovery code of your account was used");
  expect(await subjects()).toContain("A second factor was added to your account");
});

test("where one is required, one is led to set it up first", async ({ page, administrator, server, guard }) => {
  guard.expectStatus(403);
  const name = `Strict ${crypto.randomUUID().slice(0, 8)}`;
  await signIn(page, administrator);
  await goto(page, "/organizations/new");
  await page.getByLabel("Name").fill(name);
  await page.getByLabel("Require a second factor").check();
  await save(page);
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
  const who = await createUser(server, "User", [name]);
  await page.context().clearCookies();
  await signIn(page, who);
  await goto(page, "/my-user");
  await expect(page).toHaveURL(/\/my-user\/security$/);
  await expect(page.getByText("This organization requires a second factor.")).toBeVisible();
  await addApp(page);
  await page.getByRole("link", { name: "Go On" }).click();
  await goto(page, "/my-user");
  await expect(page.getByRole("heading", { name: "My User" })).toBeVisible();
});

test("an administrator sees and resets the second factors of somebody", async ({ page, person, administrator }) => {
  await signIn(page, person);
  await addApp(page);
  await page.context().clearCookies();
  await signIn(page, administrator);
  await openRecord(page, "/users", person.name);
  const section = page.getByRole("region", { name: "Second Factors" });
  await expect(section.getByText("Yes")).toBeVisible();
  await section.getByRole("link", { name: "Reset Second Factors" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Reset Second Factors" }).click();
  await expectToast(page, "The second factors have been reset.");
  await expect(section.getByText("Yes")).toHaveCount(0);
  await page.context().clearCookies();
  await signIn(page, person);
  await goto(page, "/my-user");
  await expect(page.getByRole("heading", { name: "My User" })).toBeVisible();
});
