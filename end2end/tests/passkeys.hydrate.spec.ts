// Passkeys, with an authenticator that Chromium plays: added, used alone, used after the password, used again, removed.
// They belong to a name, so this server is reached by one.
import { keepPasskeys } from "../fixtures/factors.ts";
import { Server } from "../fixtures/server.ts";
import { alive, createUser, expect, goto, signIn, test as base, type Person } from "../fixtures/test.ts";

const test = base.extend<{ person: Person }, { server: Server }>({
  server: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright insists on the braces
    async ({}, use) => {
      const server = await Server.named();
      await use(server);
      await server.stop();
    },
    { scope: "worker", timeout: 60_000 },
  ],
  person: async ({ server }, use) => use(await createUser(server, "Administrator", ["Acme"])),
});

test("a passkey is added, signs in alone and after the password, and is removed", async ({ page, context, person, server }) => {
  await keepPasskeys(page);
  await signIn(page, person);
  await goto(page, "/my-user/security");
  await page.getByRole("link", { name: "Add Passkey" }).click();
  await alive(page);
  await page.getByLabel("Passkey Name").fill("Laptop");
  await page.getByRole("button", { name: "Add Passkey" }).click();
  await expect(page.getByText("Done. It works from now on.")).toBeVisible();
  const codes = (await page.locator("#recovery-codes").innerText()).trim().split("\n");
  expect(codes).toHaveLength(10);
  await page.getByRole("link", { name: "Go On" }).click();
  await expect(page.getByRole("rowheader", { name: "Laptop" })).toBeVisible();

  await context.clearCookies();
  await goto(page, "/sign-in?next=%2Fmy-sessions");
  await page.getByRole("button", { name: "Sign in with a passkey" }).click();
  await expect(page).toHaveURL(/\/my-sessions$/);

  await context.clearCookies();
  await goto(page, "/sign-in");
  await page.getByLabel("Email").fill(person.email);
  await page.getByLabel("Password").fill(person.password);
  await page.getByRole("button", { name: "Sign In", exact: true }).click();
  await expect(page.getByRole("heading", { name: "Second Factor" })).toBeVisible();
  await alive(page);
  await page.getByRole("button", { name: "Sign in with a passkey" }).click();
  await expect(page).toHaveURL(/\/my-user$/);

  await goto(page, "/my-user/security");
  await page.getByRole("link", { name: "Remove the passkey Laptop" }).click();
  await alive(page);
  await page.getByRole("button", { name: "Remove Passkey" }).click();
  await expect(page.getByText("The second factor has been removed.").or(page.getByRole("link", { name: "Add Passkey" }))).toBeVisible();
  await expect(page.getByRole("rowheader", { name: "Laptop" })).toHaveCount(0);
  await context.clearCookies();
  await goto(page, "/sign-in");
  await page.getByLabel("Email").fill(person.email);
  await page.getByLabel("Password").fill(person.password);
  await page.getByRole("button", { name: "Sign In", exact: true }).click();
  await expect(page).toHaveURL(/\/my-user$/);
  const subjects = async () => (await server.mailsTo(person.email)).map(({ subject }) => subject);
  await expect.poll(subjects, { timeout: 15_000 }).toContain("A second factor was removed from your account");
});

test("a browser without a passkey of this server says so, and one goes on with the password", async ({ page, person }) => {
  await keepPasskeys(page);
  await goto(page, "/sign-in");
  await page.getByRole("button", { name: "Sign in with a passkey" }).click();
  await expect(page.getByText("The browser gave no passkey.")).toBeVisible();
  await page.getByLabel("Email").fill(person.email);
  await page.getByLabel("Password").fill(person.password);
  await page.getByRole("button", { name: "Sign In", exact: true }).click();
  await expect(page).toHaveURL(/\/my-user$/);
});
