// With global access one sees and chooses across organizations; without it, one works in the current one.
import type { Page } from "@playwright/test";
import { create, expectNames, openCreate, row } from "../fixtures/pages.ts";
import { expect, goto, signIn, test } from "../fixtures/test.ts";

const column = (page: Page) => page.locator("table.grid thead").getByText("Organization");

async function switchTo(page: Page, from: string, to: string): Promise<void> {
  await page.locator(".header-actions").getByRole("button", { name: from }).click();
  await page.locator(".header-actions").getByRole("button", { name: to }).click();
  await expect(page.locator(".header-actions").getByRole("button", { name: to }).first()).toBeVisible();
  await expect(page.getByText("You are now working in another organization.")).toBeVisible();
}

test("in Acme (global access) the organization is chosen, shown and filtered", async ({ page, hydrated, administrator }) => {
  await signIn(page, administrator);
  const opened = await openCreate(page);
  const organization = opened.getByLabel("Organization");
  await expect(organization.locator("option")).toHaveText(["Acme", "Globex"]);
  await expect(organization.locator("option:checked")).toHaveText("Acme");
  await organization.selectOption({ label: "Globex" });
  await opened.getByLabel("Application Name").fill("In Globex");
  await opened.getByRole("button", { name: "Create" }).click();
  await expect(opened.getByText("OAuth application has been created.")).toBeVisible();
  await create(page, "In Acme");

  await goto(page, "/my-user?sort=organization");
  await expect(column(page)).toHaveCount(1);
  await expectNames(page, "In Acme", "In Globex");
  await expect(row(page, "In Globex").locator("[data-label='Organization']")).toHaveText("Globex");

  await page.locator("#filter-organization-button").click();
  await page.getByLabel("Globex", { exact: true }).check();
  if (!hydrated) await page.getByRole("button", { name: "Apply" }).click();
  await expectNames(page, "In Globex");
  await expect(page).toHaveURL(/organization=/);
});

test("in Globex there is no choice, no column, and nothing of Acme", async ({ page, administrator, addApplications }) => {
  await addApplications(administrator, "In Acme");
  await signIn(page, administrator);
  await goto(page, "/my-user");
  await switchTo(page, "Acme", "Globex");
  await expect(page.getByText("In Acme")).toHaveCount(0);
  const opened = await openCreate(page);
  await expect(opened.getByLabel("Organization")).toHaveCount(0);
  await opened.getByLabel("Application Name").fill("In Globex");
  await opened.getByRole("button", { name: "Create" }).click();
  await expect(opened.getByText("OAuth application has been created.")).toBeVisible();
  await goto(page, "/my-user");
  await expectNames(page, "In Globex");
  await expect(column(page)).toHaveCount(0);
});

test("who has one organization sees nothing of organizations", async ({ page, person, addApplications }) => {
  await addApplications(person, "Only");
  await signIn(page, person);
  await goto(page, "/my-user");
  await expectNames(page, "Only");
  await expect(column(page)).toHaveCount(0);
  await expect(page.locator(".header-actions").getByRole("button", { name: "Acme" })).toHaveCount(0);
  const opened = await openCreate(page);
  await expect(opened.getByLabel("Organization")).toHaveCount(0);
});
