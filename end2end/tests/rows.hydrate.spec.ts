// The rows of a grid with the keyboard.
import { dialog, expectNames } from "../fixtures/pages.ts";
import { expect, goto, signIn, test } from "../fixtures/test.ts";

test("J, K, X and Enter move, choose and open", async ({ page, administrator, person, addApplications }) => {
  await addApplications(person, "Alpha", "Beta", "Gamma");
  await signIn(page, administrator);
  await goto(page, `/oauth-applications?owner=${encodeURIComponent(person.email)}&sort=name`);
  await expectNames(page, "Alpha", "Beta", "Gamma");
  const link = (name: string) => page.getByRole("link", { name, exact: true });
  await page.keyboard.press("j");
  await expect(link("Alpha")).toBeFocused();
  await page.keyboard.press("j");
  await page.keyboard.press("ArrowDown");
  await expect(link("Gamma")).toBeFocused();
  await page.keyboard.press("j");
  await expect(link("Gamma")).toBeFocused();
  await page.keyboard.press("x");
  await expect(page.getByLabel("Choose Gamma")).toBeChecked();
  await expect(page.getByText("1 chosen")).toBeVisible();
  await page.keyboard.press("k");
  await expect(link("Beta")).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "Beta" })).toBeVisible();
});

test("/ goes to the filters, where letters are letters", async ({ page, administrator, person, addApplications }) => {
  await addApplications(person, "Jukebox");
  await signIn(page, administrator);
  await goto(page, `/oauth-applications?owner=${encodeURIComponent(person.email)}`);
  await page.keyboard.press("/");
  const name = page.getByRole("search").getByLabel("Application Name", { exact: true });
  await expect(name).toBeFocused();
  await page.keyboard.type("jukx?");
  await expect(name).toHaveValue("jukx?");
  await expect(page.getByRole("dialog")).toHaveCount(0);
});

test("? shows the keys, and those of one letter can be switched off", async ({ page, person }) => {
  await signIn(page, person);
  await goto(page, "/my-user");
  await page.keyboard.press("?");
  const list = dialog(page, "Keyboard Shortcuts");
  await expect(list.getByText("Search everything")).toBeVisible();
  await list.getByLabel("Use the keys of a single letter").uncheck();
  await page.keyboard.press("Escape");
  await expect(list).toHaveCount(0);
  await page.keyboard.press("?");
  await page.waitForTimeout(300);
  await expect(list).toHaveCount(0);
  await page.getByRole("button", { name: person.name }).click();
  await page.getByRole("button", { name: "Keyboard Shortcuts" }).click();
  await list.getByLabel("Use the keys of a single letter").check();
  await page.keyboard.press("Escape");
  await page.keyboard.press("?");
  await expect(list).toBeVisible();
});
