// An open grid follows what happens elsewhere.
import { expectNames, row } from "../fixtures/pages.ts";
import { expect, goto, signIn, test } from "../fixtures/test.ts";

test("added, changed and deleted elsewhere is seen here", async ({ page, person, addApplications, context }) => {
  await addApplications(person, "Mine");
  await signIn(page, person);
  await goto(page, "/my-user?sort=name");
  await expectNames(page, "Mine");
  const stream = page.waitForResponse("**/live/applications");
  await page.reload();
  expect((await stream).status()).toBe(200);
  await addApplications(person, "There");
  await expectNames(page, "Mine", "There");
  await expect(row(page, "There")).toHaveAttribute("data-changed", "");
  await expect(row(page, "Mine")).not.toHaveAttribute("data-changed", "");
  await expect(page.locator("#announcements")).toContainText("1 application was changed elsewhere");
  await expect(row(page, "There")).not.toHaveAttribute("data-changed", "");

  const other = await context.newPage();
  await goto(other, "/my-user?sort=name");
  await other.getByRole("button", { name: "Actions for There", exact: true }).click();
  await row(other, "There").getByRole("link", { name: "Delete", exact: true }).click();
  await other.getByRole("button", { name: "Yes, Delete" }).click();
  await expectNames(page, "Mine");
});

test("focus, ticks and what is typed stay", async ({ page, administrator, person, addApplications }) => {
  await addApplications(person, "Chosen", "Focused");
  await signIn(page, administrator);
  await goto(page, `/oauth-applications?owner=${encodeURIComponent(person.email)}&sort=name`);
  await page.getByLabel("Choose Chosen").check();
  await page.getByRole("button", { name: "Actions for Focused" }).focus();
  await addApplications(person, "Between");
  await expectNames(page, "Between", "Chosen", "Focused");
  await expect(page.getByRole("button", { name: "Actions for Focused" })).toBeFocused();
  await expect(page.getByLabel("Choose Chosen")).toBeChecked();
  await expect(page.getByLabel("Choose Between")).not.toBeChecked();
  await expect(page.getByText("1 chosen")).toBeVisible();
  // The rows that stayed are alive.
  await page.keyboard.press("Enter");
  await expect(row(page, "Focused").getByRole("link", { name: "Edit", exact: true })).toBeVisible();
});

test("what is typed into a dialog stays while the grid behind it changes", async ({ page, person, addApplications }) => {
  await addApplications(person, "Before");
  await signIn(page, person);
  await goto(page, "/my-user/applications/new");
  await page.getByRole("textbox", { name: "Application Name" }).fill("Half a na");
  await addApplications(person, "Meanwhile");
  await expect(row(page, "Meanwhile")).toBeAttached();
  await expect(page.getByRole("textbox", { name: "Application Name" })).toHaveValue("Half a na");
  await expect(page.getByRole("textbox", { name: "Application Name" })).toBeFocused();
});
