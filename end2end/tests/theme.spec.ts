// Light, dark, or as the system has it; chosen once, and there from the first byte of every page.
import type { Page } from "@playwright/test";
import { expect, goto, signIn, test } from "../fixtures/test.ts";

/** How light the page is, 0 to 255, once its style sheet is there. */
const background = (page: Page) =>
  page.evaluate(() => {
    const canvas = document.createElement("canvas").getContext("2d")!;
    canvas.fillStyle = getComputedStyle(document.documentElement).backgroundColor;
    canvas.fillRect(0, 0, 1, 1);
    return canvas.getImageData(0, 0, 1, 1).data[0]!;
  });

const expectBackground = (page: Page) => expect.poll(() => background(page));

async function choose(page: Page, theme: string): Promise<void> {
  await page.getByRole("button", { name: "Theme" }).click();
  await page.getByRole("button", { name: theme, exact: true }).click();
  await expect(page.locator("html")).toHaveAttribute("data-theme", theme.toLowerCase());
}

test("a chosen theme stays, without a flash", async ({ page, person }) => {
  await signIn(page, person);
  await goto(page, "/my-user");
  await expectBackground(page).toBeGreaterThan(200);
  await choose(page, "Dark");
  await expectBackground(page).toBeLessThan(60);

  const answer = await page.request.get("/my-user");
  expect(await answer.text()).toMatch(/<html[^>]* data-theme="dark"/);
  await page.reload();
  // Loaded is loaded, with its style sheet: here nothing is waited for.
  expect(await background(page)).toBeLessThan(60);
  await choose(page, "Light");
  await expectBackground(page).toBeGreaterThan(200);
});

test("the system decides until somebody does", async ({ page, person }) => {
  await page.emulateMedia({ colorScheme: "dark" });
  await signIn(page, person);
  await goto(page, "/my-user");
  await expectBackground(page).toBeLessThan(60);
  await choose(page, "Light");
  await expectBackground(page).toBeGreaterThan(200);
  await choose(page, "System");
  await expectBackground(page).toBeLessThan(60);
});
