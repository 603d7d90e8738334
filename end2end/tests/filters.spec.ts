// The grid's filters: each comparison, status and organization; and what it says when nothing is left.
import type { Page } from "@playwright/test";
import { choose, dialog, expectNames, expectToast, rows } from "../fixtures/pages.ts";
import { expect, goto, signIn, test } from "../fixtures/test.ts";

const names = ["Alpha export", "Beta import", "100% Alpha"];

/** With scripts, filters apply by themselves. */
async function apply(page: Page, hydrated: boolean): Promise<void> {
  if (!hydrated) await page.getByRole("button", { name: "Apply" }).click();
}

test.beforeEach(async ({ page, person, addApplications }) => {
  await addApplications(person, ...names);
  await signIn(page, person);
  await goto(page, "/my-user?sort=name");
  await expectNames(page, "100% Alpha", "Alpha export", "Beta import");
});

for (const [comparison, value, left] of [
  ["contains", "alpha", ["100% Alpha", "Alpha export"]],
  ["does not contain", "ALPHA", ["Beta import"]],
  ["equals", "alpha EXPORT", ["Alpha export"]],
  ["starts with", "alpha", ["Alpha export"]],
  ["ends with", "import", ["Beta import"]],
  ["contains", "%", ["100% Alpha"]],
] as const) {
  test(`a name that ${comparison} ${value}`, async ({ page, hydrated }) => {
    await page.getByLabel("Comparison of Application Name").selectOption({ label: comparison });
    await page.getByLabel("Application Name", { exact: true }).fill(value);
    await apply(page, hydrated);
    await expectNames(page, ...left);
    await expect(page).toHaveURL(/[?&]name=/);
    await page.reload();
    await expectNames(page, ...left);
    await expect(page.getByLabel("Application Name", { exact: true })).toHaveValue(value);
  });
}

test("status", async ({ page, hydrated }) => {
  await choose(page, "Beta import", "Deactivate");
  await dialog(page, "Deactivate OAuth Application").getByRole("button", { name: "Yes, do it" }).click();
  await expectToast(page, "Deactivated successfully");

  const status = page.getByLabel("Status", { exact: true });
  await status.selectOption({ label: "Inactive" });
  await apply(page, hydrated);
  await expectNames(page, "Beta import");
  await status.selectOption({ label: "Active" });
  await apply(page, hydrated);
  await expectNames(page, "100% Alpha", "Alpha export");
  await status.selectOption({ label: "Any" });
  await apply(page, hydrated);
  await expect(rows(page)).toHaveCount(3);
});

test("nothing is left: it says so, and filters can be cleared", async ({ page, hydrated }) => {
  await page.getByLabel("Application Name", { exact: true }).fill("nobody is called this");
  await apply(page, hydrated);
  await expect(page.getByText("No applications match")).toBeVisible();
  await page.getByRole("link", { name: "Clear filters" }).first().click();
  await expect(rows(page)).toHaveCount(3);
  await expect(page).not.toHaveURL(/[?&]name=/);
});

test("a broken link still shows the grid", async ({ page }) => {
  await goto(page, "/my-user?sort=secret&page=-1&size=9999&status=%3F&organization=x&name_operator=like");
  await expect(rows(page)).toHaveCount(3);
});
