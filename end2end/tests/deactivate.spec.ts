// Deactivating asks, and ends every token at once; activating does not ask, and brings no token back.
import { choose, dialog, expectToast, row } from "../fixtures/pages.ts";
import { accessToken, callApi, expect, goto, signIn, test, token } from "../fixtures/test.ts";

test("deactivated, its tokens are dead; activated, it gets new ones", async ({
  page,
  person,
  addApplications,
  request,
}) => {
  const [made] = await addApplications(person, "Switch");
  const old = await accessToken(request, made!);
  expect(await callApi(request, old)).toBe(200);

  await signIn(page, person);
  await goto(page, "/my-user");
  await choose(page, "Switch", "Deactivate");
  const asked = dialog(page, "Deactivate OAuth Application");
  await expect(asked.getByText("Are you sure you want to deactivate the application?")).toBeVisible();
  await asked.getByRole("button", { name: "Yes, do it" }).click();
  await expectToast(page, "Deactivated successfully");
  await expect(row(page, "Switch").locator(".badge")).toHaveText("No");
  expect(await callApi(request, old)).toBe(401);
  expect((await token(request, made!)).status()).toBe(401);

  await page.getByRole("button", { name: "Actions for Switch", exact: true }).click();
  await row(page, "Switch").getByText("Activate", { exact: true }).click();
  await expectToast(page, "Activated successfully");
  await expect(row(page, "Switch").locator(".badge")).toHaveText("Yes");
  expect(await callApi(request, old)).toBe(401);
  expect(await callApi(request, await accessToken(request, made!))).toBe(200);
});

test("cancelling keeps it active", async ({ page, person, addApplications, request }) => {
  const [made] = await addApplications(person, "Switch");
  await signIn(page, person);
  await goto(page, "/my-user");
  await choose(page, "Switch", "Deactivate");
  await dialog(page, "Deactivate OAuth Application").getByRole("link", { name: "Cancel" }).click();
  await expect(row(page, "Switch").locator(".badge")).toHaveText("Yes");
  expect((await token(request, made!)).status()).toBe(200);
});
