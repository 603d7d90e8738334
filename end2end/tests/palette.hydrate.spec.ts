// The palette: opened by a key, moved through with arrows.
import { alive, expect, goto, signIn, test } from "../fixtures/test.ts";
import type { Page } from "@playwright/test";

const field = (page: Page) => page.getByRole("combobox", { name: /Search pages/ });

test("Ctrl K, a few letters, Enter", async ({ page, administrator, person, addApplications }) => {
  const mark = person.name.split(" ")[1] ?? "";
  await addApplications(person, `Palette ${mark}`);
  await signIn(page, administrator);
  await goto(page, "/my-user");
  await page.keyboard.press("Control+k");
  await expect(field(page)).toBeFocused();
  await page.keyboard.type(`palette ${mark}`);
  const option = page.getByRole("option", { name: `Palette ${mark}` });
  await expect(option).toHaveAttribute("aria-selected", "true");
  await expect(field(page)).toHaveAttribute("aria-activedescendant", (await option.getAttribute("id")) ?? "");
  await expect(page.getByText("1 result", { exact: true })).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: `Palette ${mark}` })).toBeVisible();
  await expect(field(page)).toHaveCount(0);
});

test("arrows go round, Esc closes and gives the focus back", async ({ page, person }) => {
  await signIn(page, person);
  await goto(page, "/my-user");
  const button = page.getByRole("link", { name: "Search", exact: true });
  await button.focus();
  await page.keyboard.press("Enter");
  const options = page.locator(".palette").getByRole("option");
  await expect(options.first()).toHaveAttribute("aria-selected", "true");
  await page.keyboard.press("ArrowUp");
  await expect(options.last()).toHaveAttribute("aria-selected", "true");
  await page.keyboard.press("ArrowDown");
  await expect(options.first()).toHaveAttribute("aria-selected", "true");
  await page.keyboard.press("Escape");
  await expect(field(page)).toHaveCount(0);
  await expect(button).toBeFocused();
});

test("pages are found without asking the server, and nothing is said to be nothing", async ({ page, person }) => {
  await signIn(page, person);
  await goto(page, "/my-user");
  await page.keyboard.press("Control+k");
  await page.keyboard.type("sessi");
  await expect(page.locator(".palette").getByRole("option")).toHaveText([/My Sessions/]);
  await page.keyboard.type(" no such thing");
  await expect(page.getByText("Nothing found")).toBeVisible();
  await expect(field(page)).toHaveAttribute("aria-expanded", "false");
});

test("what stands in a dialog is not put aside", async ({ page, person }) => {
  await signIn(page, person);
  await goto(page, "/my-user/applications/new");
  await expect(page.getByRole("textbox", { name: "Application Name" })).toBeFocused();
  await page.keyboard.type("Half a na");
  await page.keyboard.press("Control+k");
  await expect(field(page)).toHaveCount(0);
  await expect(page.getByRole("textbox", { name: "Application Name" })).toHaveValue("Half a na");
  await alive(page);
});
