// The outbox: what was sent, what failed and why, and sending it again.
import { expectToast, row } from "../fixtures/pages.ts";
import { unique } from "../fixtures/records.ts";
import { expect, goto, signIn, test } from "../fixtures/test.ts";

test.beforeEach(async ({ page, administrator }) => signIn(page, administrator));

test("a mail that was sent is found, read and sent again", async ({ page, person, server, addApplications }) => {
  const name = unique("Scanner");
  await addApplications(person, name);
  await expect.poll(async () => (await server.mailsTo(person.email)).length, { timeout: 15_000 }).toBe(1);
  await goto(page, `/outbox?to=${encodeURIComponent(person.email)}&state=sent`);
  await expect(row(page, person.email)).toHaveCount(1);
  await row(page, person.email).getByRole("link").first().click();
  await expect(page.getByRole("heading", { level: 1, name: "OAuth application added to your account" })).toBeVisible();
  await expect(page.locator(".badge")).toHaveText("Sent");
  await expect(page.locator("pre")).toContainText(name);
  await expect(page.frameLocator("iframe").locator("strong")).toHaveText(name);
  await page.getByRole("button", { name: "Send Again" }).click();
  await expectToast(page, "The mail is sent again.");
  await expect.poll(async () => (await server.mailsTo(person.email)).length, { timeout: 15_000 }).toBe(2);
  await goto(page, `/outbox?to=${encodeURIComponent(person.email)}`);
  await expect(row(page, person.email)).toHaveCount(2);
});

test("a mail that failed says why, and waits again when it is sent again", async ({ page, server }) => {
  const email = `odd..${unique("x").split(" ")[1]}@example.com`;
  const words = ["--email", email, "--first-name", "Odd", "--last-name", "Address", "--organization", "Acme"];
  await server.commandWith("a password only for tests", "user", "create", ...words, "--password-stdin");
  await server.command("application", "create", "--owner", email, "--name", "Lost");
  const failed = `/outbox?to=${encodeURIComponent(email)}&state=failed`;
  await expect
    .poll(
      async () => {
        await goto(page, failed);
        return await row(page, email).count();
      },
      { timeout: 20_000 },
    )
    .toBe(1);
  await expect(row(page, email).locator("[data-label='Error']")).toContainText("the address cannot be read");
  await row(page, email).getByRole("link").first().click();
  await expect(page.locator(".badge")).toHaveText("Failed");
  await page.getByRole("button", { name: "Send Again" }).click();
  await expectToast(page, "The mail is sent again.");
});

test("a one-time link is not shown, and its mail is not sent again", async ({ page, person, server }) => {
  await goto(page, "/forgot-password");
  await page.getByLabel("Email").fill(person.email);
  await page.getByRole("button", { name: "Send Link" }).click();
  await expect.poll(async () => (await server.mailsTo(person.email)).length, { timeout: 15_000 }).toBe(1);
  await goto(page, `/outbox?to=${encodeURIComponent(person.email)}&state=sent`);
  await row(page, person.email).getByRole("link").first().click();
  await expect(page.getByText("This mail had a link that works once.")).toBeVisible();
  await expect(page.locator("pre")).not.toContainText("token");
  await expect(page.getByRole("button", { name: "Send Again" })).toHaveCount(0);
});
