// Pictures of the main pages as they are printed, to be looked at: SCREENSHOTS=1 npx playwright test screens.print
import { expect, goto, signIn, test } from "../fixtures/test.ts";

const pages = ["my-user", "oauth-applications", "users", "outbox", "audit", "configuration", "email-templates"];

test("pictures of what is printed", async ({ page, administrator, addApplications, hydrated }) => {
  test.skip(!hydrated, "paper runs no scripts either way");
  await addApplications(administrator, "Billing", "Outlook add-in of the northern and western sales teams");
  await signIn(page, administrator);
  // A4 within its margins, at 96 dots to the inch.
  await page.setViewportSize({ width: 718, height: 1046 });
  await page.emulateMedia({ media: "print", colorScheme: "dark", reducedMotion: "reduce" });
  for (const name of pages) {
    await goto(page, `/${name}`);
    await expect(page.locator(".navigation")).toBeHidden();
    await page.screenshot({ path: `test-results/screens/print-${name}.png` });
  }
});
