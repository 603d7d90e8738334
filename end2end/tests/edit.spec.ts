// Changing an application.
import { choose, dialog, expectNames, expectToast, row } from "../fixtures/pages.ts";
import { expect, goto, signIn, test } from "../fixtures/test.ts";

test.beforeEach(async ({ page, person }) => signIn(page, person));

test("name and APIs are changed, the Client ID is not", async ({ page, person, addApplications }) => {
  const [made] = await addApplications(person, "Before");
  await goto(page, "/my-user");
  await choose(page, "Before", "Edit");
  const opened = dialog(page, "Edit OAuth Application");
  const id = opened.getByLabel("Client ID", { exact: true });
  await expect(id).toHaveValue(made!.id);
  await expect(id).toHaveAttribute("readonly");
  await opened.getByLabel("Application Name").fill("After");
  await opened.getByLabel("Support all APIs").uncheck();
  await opened.getByLabel("JSON:API").check();
  await opened.getByLabel("Email Addon").check();
  await opened.getByRole("button", { name: "Save" }).click();
  await expectToast(page, "Saved successfully");
  await expectNames(page, "After");
  await expect(row(page, "After")).toContainText("JSON:API, Email Addon");
  await expect(row(page, "After")).toContainText(made!.id);
});

test("a change is validated like a new application", async ({ page, person, addApplications, guard }) => {
  guard.expectStatus(422);
  await addApplications(person, "One", "Other");
  await goto(page, "/my-user");
  await choose(page, "Other", "Edit");
  const opened = dialog(page, "Edit OAuth Application");
  await opened.getByLabel("Application Name").fill("");
  await opened.getByRole("button", { name: "Save" }).click();
  await expect(opened.getByText("This value should not be blank.")).toBeVisible();
  await opened.getByLabel("Application Name").fill("ONE");
  await opened.getByRole("button", { name: "Save" }).click();
  await expect(opened.getByText("The application with the given name already exists.")).toBeVisible();
  await opened.getByLabel("Application Name").fill("other");
  await opened.getByRole("button", { name: "Save" }).click();
  await expectToast(page, "Saved successfully");
});

test("cancelling changes nothing", async ({ page, person, addApplications }) => {
  await addApplications(person, "Stays");
  await goto(page, "/my-user");
  await choose(page, "Stays", "Edit");
  const opened = dialog(page, "Edit OAuth Application");
  await opened.getByLabel("Application Name").fill("Gone");
  await opened.getByRole("link", { name: "Cancel" }).click();
  await expect(opened).toBeHidden();
  await expectNames(page, "Stays");
});

test("who was slower is told, and loses nothing", async ({ page, context, person, addApplications, guard }) => {
  guard.expectStatus(409);
  await addApplications(person, "Shared");
  await goto(page, "/my-user");
  await choose(page, "Shared", "Edit");
  await expect(dialog(page, "Edit OAuth Application")).toBeVisible();
  const other = await context.newPage();
  await goto(other, page.url());
  await dialog(other, "Edit OAuth Application").getByLabel("Application Name").fill("Faster");
  await other.getByRole("button", { name: "Save" }).click();
  await expectToast(other, "Saved successfully");

  const opened = dialog(page, "Edit OAuth Application");
  await opened.getByLabel("Application Name").fill("Slower");
  await opened.getByRole("button", { name: "Save" }).click();
  await expect(opened.getByText("Somebody else changed this record in the meantime.")).toBeVisible();
  await expect(opened.getByLabel("Application Name")).toHaveValue("Slower");
});

test("somebody else's application does not exist", async ({ page, administrator, addApplications, guard }) => {
  guard.expectStatus(404);
  await addApplications(administrator, "Private");
  const theirs = "00000000-0000-7000-8000-000000000000";
  await goto(page, `/my-user/applications/${theirs}/edit`);
  await expect(page.getByText("This record does not exist, or you have no access to it.")).toBeVisible();
  await expect(page.getByText("Private")).toHaveCount(0);
});
