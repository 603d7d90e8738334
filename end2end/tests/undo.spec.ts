// What was deleted is taken back: at once from the message, later from the list.
import { choose, create, dialog, expectNames, expectToast, row } from "../fixtures/pages.ts";
import { accessToken, alive, callApi, expect, goto, signIn, test, token } from "../fixtures/test.ts";
import type { Page } from "@playwright/test";

async function remove(page: Page, name: string): Promise<void> {
  await choose(page, name, "Delete");
  await dialog(page, "Delete OAuth Application").getByRole("button", { name: "Yes, Delete" }).click();
  await expectToast(page, "Deleted successfully");
}

test("a deletion is undone from its message; tokens from before stay dead", async ({
  page,
  person,
  addApplications,
  request,
}) => {
  const [own] = await addApplications(person, "Comes back", "Stays");
  const old = await accessToken(request, own!);
  await signIn(page, person);
  await goto(page, "/my-user?sort=name");
  await remove(page, "Comes back");
  await expectNames(page, "Stays");
  await page.getByRole("button", { name: "Undo" }).click();
  await expectToast(page, "Restored successfully");
  await expectNames(page, "Comes back", "Stays");
  await expect(page).toHaveURL(/\/my-user\?sort=name$/);
  expect(await callApi(request, old)).toBe(401);
  // The same secret gives new ones.
  expect((await token(request, own!)).status()).toBe(200);
});

test("several are undone together", async ({ page, administrator, person, addApplications }) => {
  await addApplications(person, "One", "Two", "Three");
  await signIn(page, administrator);
  await goto(page, `/oauth-applications?owner=${encodeURIComponent(person.email)}&sort=name`);
  for (const name of ["One", "Three"]) await page.getByLabel(`Choose ${name}`, { exact: true }).check();
  await page.getByRole("button", { name: "Delete", exact: true }).click();
  await alive(page);
  await dialog(page, "Delete applications").getByRole("button", { name: "Yes, Delete" }).click();
  await expectToast(page, "2 applications deleted");
  await expectNames(page, "Two");
  await page.getByRole("button", { name: "Undo" }).click();
  await expectToast(page, "Restored successfully");
  await expectNames(page, "One", "Three", "Two");
});

test("from the list, under another name where the old one is taken", async ({
  page,
  person,
  addApplications,
  guard,
}) => {
  guard.expectStatus(422);
  await addApplications(person, "Phoenix");
  await signIn(page, person);
  await goto(page, "/my-user");
  await remove(page, "Phoenix");
  await create(page, "Phoenix");
  await goto(page, "/my-user");
  await page.getByRole("link", { name: "Deleted", exact: true }).click();
  await alive(page);
  const opened = dialog(page, "Deleted Applications");
  await opened.getByRole("button", { name: "Restore Phoenix" }).click();
  await expect(opened.getByLabel("New name")).toHaveValue("Phoenix");
  await opened.getByLabel("New name").fill("Phoenix the first");
  await opened.getByRole("button", { name: "Restore Phoenix" }).click();
  await expect(opened.getByText("Nothing was deleted in the last 30 days.")).toBeVisible();
  await opened.getByRole("link", { name: "Close" }).last().click();
  await expect(row(page, "Phoenix the first")).toBeVisible();
});

test("a taken name is told when it is undone", async ({ page, person, addApplications }) => {
  await addApplications(person, "Taken");
  await signIn(page, person);
  await goto(page, "/my-user");
  await remove(page, "Taken");
  await addApplications(person, "Taken");
  await page.getByRole("button", { name: "Undo" }).click();
  await expectToast(page, "Not everything could be restored");
});
