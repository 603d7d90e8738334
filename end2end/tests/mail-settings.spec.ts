// An administrator decides what is said and to whom, and a person when: both read in the mails that arrive.
import { expectToast, row } from "../fixtures/pages.ts";
import { unique } from "../fixtures/records.ts";
import { expect, goto, signIn, test } from "../fixtures/test.ts";

test("an edited template and rule are what the mail of a new application says, and to whom", async ({
  page,
  administrator,
  person,
  server,
  addApplications,
}) => {
  await signIn(page, administrator);
  const words = unique("Welcome");
  const auditor = `${unique("auditor").replace(" ", ".")}@example.com`;
  await goto(page, "/email-templates/new");
  await page.getByLabel("Name").fill(words);
  await page.getByLabel("Starts as a Copy of").selectOption({ label: "Application created" });
  await page.getByRole("button", { name: "Save and Close" }).click();
  await expect(page.getByRole("heading", { level: 1, name: words })).toBeVisible();
  await page.locator(".languages").getByRole("link", { name: "Edit" }).first().click();
  await page.getByLabel("Subject").fill(`${words}, {{ application.name }}`);
  await page.getByRole("button", { name: "Save and Close" }).click();
  await expectToast(page, "Saved successfully");

  await goto(page, "/notification-rules/new");
  await page.getByRole("textbox", { name: "Name", exact: true }).fill(words);
  await page.getByLabel("Event").selectOption({ label: "Application created" });
  await page.getByLabel("Template").selectOption({ label: words });
  await page.getByRole("textbox", { name: "Email addresses" }).fill(auditor);
  await page.getByRole("button", { name: "Save and Close" }).click();
  await expect(page.getByRole("heading", { level: 1, name: words })).toBeVisible();

  const application = unique("Ledger");
  await addApplications(person, application);
  for (const address of [person.email, auditor]) {
    const subjects = async () => (await server.mailsTo(address)).map((mail) => mail.subject);
    await expect.poll(subjects, { timeout: 15_000 }).toContain(`${words}, ${application}`);
  }
  // Others of this server do not want to read these words.
  await page.getByRole("link", { name: "Disable" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Disable" }).click();
  await expectToast(page, "Disabled successfully");
});

test("who wants a digest is told what can wait only then, and at once when they no longer want it", async ({
  page,
  administrator,
  person,
  server,
  addApplications,
}) => {
  await signIn(page, person);
  const wish = async (label: string): Promise<void> => {
    await goto(page, "/my-user/preferences");
    await page.getByLabel("Emails").selectOption({ label });
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await expect(page.getByRole("dialog")).toHaveCount(0);
  };
  await wish("Daily digest, at eight");
  await addApplications(person, unique("Waiting"));
  await page.context().clearCookies();
  await signIn(page, administrator);
  const theirs = `/outbox?to=${encodeURIComponent(person.email)}`;
  await goto(page, `${theirs}&state=held`);
  await expect(row(page, person.email)).toHaveCount(1);
  await expect(row(page, person.email)).toContainText("Held for a Digest");
  expect(await server.mailsTo(person.email)).toHaveLength(0);

  await page.context().clearCookies();
  await signIn(page, person);
  await wish("At once");
  await expect.poll(async () => (await server.mailsTo(person.email)).length, { timeout: 15_000 }).toBe(1);
});
