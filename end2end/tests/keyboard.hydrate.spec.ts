// Everything with the keyboard alone.
import { choose, dialog, expectNames } from "../fixtures/pages.ts";
import { alive, expect, goto, signIn, test } from "../fixtures/test.ts";
import type { Page } from "@playwright/test";

/** Presses Tab until the focus is on what has this name. */
async function tabTo(page: Page, name: RegExp): Promise<void> {
  for (let presses = 0; presses < 40; presses += 1) {
    await page.keyboard.press("Tab");
    const focused = await page.evaluate(() => {
      const element = document.activeElement as HTMLInputElement | null;
      return [element?.getAttribute("aria-label"), element?.labels?.[0]?.textContent, element?.textContent]
        .filter(Boolean)
        .join(" ");
    });
    if (name.test(focused)) return;
  }
  throw new Error(`Tab never reaches ${name.source}`);
}

test("an application is created without a mouse", async ({ page, person }) => {
  await signIn(page, person);
  await goto(page, "/my-user");
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "Skip to content" })).toBeFocused();
  await page.keyboard.press("Enter");
  await tabTo(page, /^Add Application/);
  await page.keyboard.press("Enter");
  const opened = dialog(page, "Create OAuth Application");
  await expect(opened.getByLabel("Application Name")).toBeFocused();
  await page.keyboard.type("By hand");
  await page.keyboard.press("Enter");
  await expect(opened.getByText("OAuth application has been created.")).toBeVisible();
  await tabTo(page, /Copy Client Secret/);
  await tabTo(page, /^\s*Close/);
  await page.keyboard.press("Enter");
  await expect(opened).toBeHidden();
  await expectNames(page, "By hand");
});

test("Esc closes a dialog and gives the focus back", async ({ page, person }) => {
  await signIn(page, person);
  await goto(page, "/my-user");
  const add = page.getByRole("link", { name: "Add Application" }).first();
  await add.focus();
  await page.keyboard.press("Enter");
  const opened = dialog(page, "Create OAuth Application");
  // It is seen one frame before it is modal, and only then Esc is its own.
  await expect(opened.and(page.locator(":modal"))).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(opened).toBeHidden();
  await expect(page).toHaveURL(/\/my-user$/);
  await expect(add).toBeFocused();
});

test("a question starts at what changes nothing", async ({ page, person, addApplications }) => {
  await addApplications(person, "Asked");
  await signIn(page, person);
  for (const [action, title, first] of [
    ["Deactivate", "Deactivate OAuth Application", "Cancel"],
    ["Delete", "Delete OAuth Application", "Cancel"],
    ["Rotate Secret", "Rotate Secret", /at once/],
  ] as const) {
    await goto(page, "/my-user");
    await choose(page, "Asked", action);
    const opened = dialog(page, title);
    const start = typeof first === "string" ? opened.getByRole("link", { name: first }) : opened.getByLabel(first);
    await expect(start).toBeFocused();
  }
});

test("the first wrong field takes the focus", async ({ page, person, guard }) => {
  guard.expectStatus(422);
  await signIn(page, person);
  await goto(page, "/my-user/applications/new");
  const opened = dialog(page, "Create OAuth Application");
  await opened.getByRole("button", { name: "Create" }).focus();
  await page.keyboard.press("Enter");
  await expect(opened.getByText("This value should not be blank.")).toBeVisible();
  await expect(opened.getByLabel("Application Name")).toBeFocused();
});

test("a row's menu opens, moves and closes", async ({ page, person, addApplications }) => {
  await addApplications(person, "Menu");
  await signIn(page, person);
  await goto(page, "/my-user");
  const menu = page.getByRole("button", { name: "Actions for Menu" });
  await menu.focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("link", { name: "Rotate Secret" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("link", { name: "Rotate Secret" })).toBeHidden();
  await expect(menu).toBeFocused();
  await page.keyboard.press("Enter");
  await tabTo(page, /^Edit/);
  await page.keyboard.press("Enter");
  await alive(page);
  await expect(dialog(page, "Edit OAuth Application")).toBeVisible();
});
