// Sort and pages live in the URL: links, reloads and the back button bring them back.
import { choose, dialog, expectNames, rows } from "../fixtures/pages.ts";
import { alive, expect, goto, signIn, test } from "../fixtures/test.ts";

const twelve = Array.from({ length: 12 }, (_, index) => `Number ${String(index + 1).padStart(2, "0")}`);

test.beforeEach(async ({ page, person, addApplications }) => {
  await addApplications(person, ...twelve);
  await signIn(page, person);
});

test("pages of ten, there and back", async ({ page }) => {
  await goto(page, "/my-user?sort=name&size=10");
  await expectNames(page, ...twelve.slice(0, 10));
  await expect(page.getByText("12 applications")).toBeVisible();
  await expect(page.getByText("Page 1 of 2")).toBeVisible();

  await page.getByRole("link", { name: "Next page" }).click();
  await expectNames(page, ...twelve.slice(10));
  await expect(page).toHaveURL(/[?&]page=2/);
  await page.reload();
  await expectNames(page, ...twelve.slice(10));
  await alive(page);
  await page.goBack();
  await expectNames(page, ...twelve.slice(0, 10));
});

test("a page beyond the end is the last one", async ({ page }) => {
  await goto(page, "/my-user?sort=name&size=10&page=99");
  await expectNames(page, ...twelve.slice(10));
});

test("rows per page", async ({ page, hydrated }) => {
  await goto(page, "/my-user?sort=name&size=10&page=2");
  await page.getByLabel("Rows per page").selectOption("25");
  if (!hydrated) await page.getByRole("button", { name: "Apply" }).click();
  await expect(rows(page)).toHaveCount(12);
});

test("every column but the Client ID sorts both ways", async ({ page }) => {
  await goto(page, "/my-user?size=10");
  const head = page.locator("table.grid thead");
  for (const column of ["Application Name", "Supported APIs", "Active", "Last Used"]) {
    const cell = head.getByRole("columnheader", { name: column });
    await cell.getByRole("link").click();
    await expect(cell).toHaveAttribute("aria-sort", "ascending");
    await cell.getByRole("link").click();
    await expect(cell).toHaveAttribute("aria-sort", "descending");
  }
  await expect(head.getByRole("columnheader", { name: "Client ID" }).getByRole("link")).toHaveCount(0);

  const name = head.getByRole("columnheader", { name: "Application Name" });
  await name.getByRole("link").click();
  await expectNames(page, ...twelve.slice(0, 10));
  await name.getByRole("link").click();
  await expectNames(page, ...twelve.toReversed().slice(0, 10));
  await expect(page).toHaveURL(/sort=-name/);
  await page.goBack();
  await expectNames(page, ...twelve.slice(0, 10));
});

test("a dialog keeps the grid's state", async ({ page }) => {
  await goto(page, "/my-user?sort=-name&size=10&page=2");
  await choose(page, "Number 02", "Edit");
  await expect(page).toHaveURL(/\/edit\?.*sort=-name/);
  await dialog(page, "Edit OAuth Application").getByRole("link", { name: "Cancel" }).click();
  await expectNames(page, "Number 02", "Number 01");
  await expect(page).toHaveURL(/\/my-user\?.*page=2/);
});
