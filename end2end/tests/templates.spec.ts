// The words of the mails: written, looked at before they are sent, tried, and brought back.
import { dialog, expectToast, row } from "../fixtures/pages.ts";
import { unique } from "../fixtures/records.ts";
import { expect, goto, signIn, test } from "../fixtures/test.ts";
import type { Page } from "@playwright/test";

test.beforeEach(async ({ page, administrator }) => signIn(page, administrator));

/** Makes a template of one's own, so that tests do not read each other's words. */
async function copyOf(page: Page, shipped: string): Promise<string> {
  const name = unique("Words");
  await goto(page, "/email-templates/new");
  await page.getByLabel("Name").fill(name);
  await page.getByLabel("Starts as a Copy of").selectOption({ label: shipped });
  await page.getByRole("button", { name: "Save and Close" }).click();
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
  return name;
}

test("a template is written, refused with its place, shown, sent to oneself, and saved", async ({
  page,
  administrator,
  server,
  guard,
}) => {
  guard.expectStatus(422);
  const name = await copyOf(page, "Application created");
  await page.locator(".languages").getByRole("link", { name: "Edit" }).first().click();
  await expect(page.getByRole("heading", { level: 1, name: "Edit Email Template" })).toBeVisible();
  const text = page.getByRole("textbox", { name: "Text", exact: true });
  await expect(text).toHaveValue(/^Hello \{\{ recipient.full_name \}\},\n/);
  const subject = unique("News of");
  await page.getByLabel("Subject").fill(`${subject} {{ application.name }}`);
  await text.fill("Hello\nGrüße, {{ nobody }}\n");
  await page.getByRole("button", { name: "Save and Close" }).click();
  await expect(page.locator("#error-text")).toHaveText(/^Line 2, column 11: there is no such variable/);
  await expect(text).toHaveValue("Hello\nGrüße, {{ nobody }}\n");

  await text.fill("Hello {{ recipient.full_name }}, <b> is {{ application.name }}.\n");
  const preview = page.frameLocator("iframe[name=preview]");
  await page.getByRole("button", { name: "Preview", exact: true }).click();
  await expect(preview.locator("strong").first()).toContainText(subject);
  await expect(preview.locator("pre")).toContainText(", <b> is ");
  await page.getByRole("button", { name: "Send Me a Test" }).click();
  await expect(preview.getByText(`A test was sent to ${administrator.email}.`)).toBeVisible();
  const tests = async () => (await server.mailsTo(administrator.email)).filter((mail) => mail.subject.startsWith(subject));
  await expect.poll(async () => (await tests()).length, { timeout: 15_000 }).toBe(1);

  await page.getByRole("button", { name: "Save and Close" }).click();
  await expectToast(page, "Saved successfully");
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
  await expect(page.frameLocator("iframe[name=preview]").locator("strong").first()).toContainText(subject);
});

test("own words of a shipped template give way to the shipped ones again", async ({ page }) => {
  await goto(page, "/email-templates?name=Digest");
  await row(page, "Digest").first().getByRole("link", { name: "Digest" }).first().click();
  const french = page.locator(".languages li", { hasText: "Français" });
  await expect(french).toContainText("Shipped words");
  await french.getByRole("link", { name: "Edit" }).click();
  await page.getByLabel("Subject").fill("Quelques nouvelles");
  await page.getByRole("button", { name: "Save and Close" }).click();
  await expectToast(page, "Saved successfully");
  await expect(french).toContainText("Own words");
  await french.getByRole("link", { name: "Reset to the Shipped Words" }).click();
  const asked = dialog(page, "Reset to the Shipped Words");
  await expect(asked).toContainText("What was written here is lost.");
  await asked.getByRole("button", { name: "Reset to the Shipped Words" }).click();
  await expectToast(page, "Saved successfully");
  await expect(french).toContainText("Shipped words");
});
