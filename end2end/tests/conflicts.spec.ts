// Two people at the same record: the second is told, what they typed is still there, and nothing of it was saved.
import type { Page } from "@playwright/test";
import { expectNames, expectToast } from "../fixtures/pages.ts";
import { edit, openRecord, save, unique } from "../fixtures/records.ts";
import { Desk } from "../fixtures/roles.ts";
import { expect, goto, signIn, test } from "../fixtures/test.ts";

const told = "Somebody else changed this record in the meantime. Nothing was saved; what you typed is still here.";

/** Opens the form of a record twice, and sends the second first. */
async function race(page: Page, grid: string, name: string): Promise<void> {
  await openRecord(page, grid, name);
  await edit(page);
  const other = await page.context().newPage();
  await goto(other, page.url());
  const [faster, slower] = [unique("Faster"), unique("Slower")];
  await other.getByLabel("Name", { exact: true }).fill(faster);
  await save(other);
  await expectToast(other, "Saved successfully");

  await page.getByLabel("Name", { exact: true }).fill(slower);
  await save(page);
  await expect(page.getByText(told)).toBeVisible();
  await expect(page.getByLabel("Name", { exact: true })).toHaveValue(slower);
  await goto(other, `${grid}?name=${encodeURIComponent(slower)}`);
  await expect(other.locator("table.grid tbody tr")).toHaveCount(0);
  await page.getByRole("link", { name: "Discard my changes" }).click();
  await expect(page.getByLabel("Name", { exact: true })).toHaveValue(faster);
  await page.getByLabel("Name", { exact: true }).fill(slower);
  await save(page);
  await expectToast(page, "Saved successfully");
  await openRecord(page, grid, slower);
}

test.beforeEach(async ({ page, administrator, guard }) => {
  guard.expectStatus(409);
  await signIn(page, administrator);
});

test("a role", async ({ page, server }) => {
  const name = unique("Role");
  await new Desk(page.request, server).ask("roles/create", { form: { name, side: "back_office" } });
  await race(page, "/roles", name);
});

test("an organization", async ({ page, server }) => {
  const name = unique("Organization");
  await new Desk(page.request, server).ask("organizations/create", { form: { name } });
  await race(page, "/organizations", name);
});

test("a customer", async ({ page, server }) => {
  await race(page, "/customers", await new Desk(page.request, server).newCustomer());
});

test("an application, on its page", async ({ page, administrator, addApplications }) => {
  await addApplications(administrator, "First");
  await goto(page, `/oauth-applications?owner=${encodeURIComponent(administrator.email)}`);
  await page.getByRole("link", { name: "First" }).click();
  await edit(page);
  const other = await page.context().newPage();
  await goto(other, page.url());
  await other.getByLabel("Application Name").fill("Faster");
  await other.getByRole("button", { name: "Save" }).click();
  await expectToast(other, "Saved successfully");
  await page.getByLabel("Application Name").fill("Slower");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText(told)).toBeVisible();
  await expect(page.getByLabel("Application Name")).toHaveValue("Slower");
  await goto(other, "/my-user");
  await expectNames(other, "Faster");
});
