// How far the running server keeps to security profiles.
import { rows } from "../fixtures/pages.ts";
import { expect, goto, signIn, test } from "../fixtures/test.ts";

test("an administrator reads the report, filters it and checks again", async ({ page, administrator }) => {
  await signIn(page, administrator);
  await goto(page, "/configuration/conformance");
  await expect(page.getByRole("heading", { level: 1, name: "Conformance" })).toBeVisible();
  const profile = page.getByRole("region", { name: "RFC 9700" }).first();
  await expect(profile).toContainText("No other site can put our pages into a frame.");
  await expect(profile).toContainText("X-Frame-Options: DENY");
  await page.getByLabel("Profile", { exact: true }).selectOption("FAPI 2.0 Security Profile");
  await page.getByLabel("Result", { exact: true }).selectOption("By choice");
  await page.getByRole("button", { name: "Show" }).click();
  await expect(page.getByRole("main").getByRole("heading", { level: 2 })).toHaveText(["FAPI 2.0 Security Profile"]);
  await expect(rows(page).locator(".badge").first()).toHaveText("By choice");
  await expect(page).toHaveURL(/profile=fapi2&result=by_choice$/);
  await page.getByRole("link", { name: "Check Again" }).click();
  await expect(page).toHaveURL(/profile=fapi2&result=by_choice$/);
  await expect(page.getByRole("main").getByRole("heading", { level: 2 })).toHaveText(["FAPI 2.0 Security Profile"]);
});

test("a person without the permission does not", async ({ page, person, guard }) => {
  guard.expectStatus(403);
  await signIn(page, person);
  await goto(page, "/configuration/conformance");
  await expect(page.getByText("You are not allowed to do this.").first()).toBeVisible();
});
