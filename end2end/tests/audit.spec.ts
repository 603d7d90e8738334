// The audit: what was done is found, read with what was before and after, and stands beside the record as its history.
import { row } from "../fixtures/pages.ts";
import { unique } from "../fixtures/records.ts";
import { expect, goto, signIn, test } from "../fixtures/test.ts";

test.beforeEach(async ({ page, administrator }) => signIn(page, administrator));

test("a change stands in the history of its record, and in the audit", async ({ page }) => {
  const [name, newer] = [unique("Contoso"), unique("Fabrikam")];
  await goto(page, "/customers/new");
  await page.getByLabel("Name").fill(name);
  await page.getByRole("button", { name: "Save and Close" }).click();
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
  const history = page.getByRole("region", { name: "History" }).first();
  await expect(history.getByRole("row").nth(1)).toContainText("Created");

  await page.getByRole("link", { name: "Edit" }).click();
  await page.getByLabel("Name").fill(newer);
  await page.getByRole("button", { name: "Save and Close" }).click();
  await expect(page.getByRole("heading", { level: 1, name: newer })).toBeVisible();
  const latest = history.getByRole("row").nth(1);
  await expect(latest).toContainText("Changed");
  await expect(latest).toContainText(name);
  await expect(latest).toContainText(newer);

  await history.getByRole("link", { name: "Show all in the audit" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Audit" })).toBeVisible();
  await expect(row(page, newer)).toHaveCount(1);
  await row(page, newer).getByRole("link").first().click();
  await expect(page.getByRole("heading", { level: 1, name: `Changed: ${newer}` })).toBeVisible();
  const change = page.locator("table.audit-changes tbody tr");
  await expect(change).toHaveCount(1);
  await expect(change.locator("[data-label='Before']")).toHaveText(name);
  await expect(change.locator("[data-label='After']")).toHaveText(newer);
});

test("what was done is found by what, by whom and by name", async ({ page }) => {
  const name = unique("Initech");
  await goto(page, "/customers/new");
  await page.getByLabel("Name").fill(name);
  await page.getByRole("button", { name: "Save and Close" }).click();
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
  const query = `subject=${encodeURIComponent(name)}`;
  for (const [more, count] of [["", 1], ["&action=created", 1], ["&action=deleted", 0], ["&kind=customer&door=pages", 1], ["&kind=role", 0]] as const) {
    await goto(page, `/audit?${query}${more}`);
    await expect(row(page, name), more).toHaveCount(count);
  }
});
