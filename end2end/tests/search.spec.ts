// The page of the search, with and without scripts.
import { expect, goto, signIn, test } from "../fixtures/test.ts";

test("people, applications and pages are found and lead on", async ({ page, administrator, person, addApplications }) => {
  const name = `Finder ${person.name.split(" ")[1] ?? ""}`;
  await addApplications(person, name);
  await signIn(page, administrator);
  await goto(page, "/search");
  await page.getByRole("searchbox", { name: /Search pages/ }).fill(person.name.split(" ")[1] ?? "");
  await page.getByRole("button", { name: "Search", exact: true }).click();
  await expect(page.getByRole("link", { name: new RegExp(person.email) })).toBeVisible();
  await page.getByRole("link", { name }).click();
  await expect(page.getByRole("heading", { name })).toBeVisible();
});

test("what one may not see is not found", async ({ page, person }) => {
  await signIn(page, person);
  await goto(page, "/search?q=amanda");
  await expect(page.getByText("Nothing found")).toBeVisible();
});

test("the button in the header leads there without scripts", async ({ page, person, hydrated }) => {
  await signIn(page, person);
  await goto(page, "/my-user");
  await page.getByRole("link", { name: "Search", exact: true }).click();
  if (hydrated) await expect(page.getByRole("combobox", { name: /Search pages/ })).toBeFocused();
  else await expect(page).toHaveURL(/\/search$/);
});
