// Deleting asks, names what goes, and ends its tokens at once.
import { choose, create, dialog, expectNames, expectToast } from "../fixtures/pages.ts";
import { accessToken, callApi, expect, goto, signIn, test, token } from "../fixtures/test.ts";

test("deleted, it is gone from the grid and its tokens are dead", async ({
  page,
  person,
  addApplications,
  request,
}) => {
  const [gone] = await addApplications(person, "Goes", "Stays");
  const old = await accessToken(request, gone!);
  await signIn(page, person);
  await goto(page, "/my-user");
  await choose(page, "Goes", "Delete");
  const asked = dialog(page, "Delete OAuth Application");
  await expect(asked.getByText("Are you sure you want to delete the application?")).toBeVisible();
  await expect(asked).toContainText("Goes");
  await asked.getByRole("button", { name: "Yes, Delete" }).click();
  await expectToast(page, "Deleted successfully");
  await expectNames(page, "Stays");
  expect(await callApi(request, old)).toBe(401);
  expect((await token(request, gone!)).status()).toBe(401);
});

test("its name is free again", async ({ page, person, addApplications }) => {
  await addApplications(person, "Phoenix");
  await signIn(page, person);
  await goto(page, "/my-user");
  await choose(page, "Phoenix", "Delete");
  await dialog(page, "Delete OAuth Application").getByRole("button", { name: "Yes, Delete" }).click();
  await expectToast(page, "Deleted successfully");
  await create(page, "Phoenix");
});

test("cancelling deletes nothing", async ({ page, person, addApplications }) => {
  await addApplications(person, "Stays");
  await signIn(page, person);
  await goto(page, "/my-user");
  await choose(page, "Stays", "Delete");
  await dialog(page, "Delete OAuth Application").getByRole("link", { name: "Cancel" }).click();
  await expectNames(page, "Stays");
});
