// My Sessions: every browser that is signed in, and ending those one does not know.
import { expect, goto, signIn, test } from "../fixtures/test.ts";

test("another session can be ended, and is", async ({ page, browser, person, server }) => {
  const context = await browser.newContext({ baseURL: server.url, userAgent: "Mozilla/5.0 (Elsewhere) Other/1.0" });
  const elsewhere = await context.newPage();
  await signIn(elsewhere, person);
  await signIn(page, person);
  await goto(page, "/my-sessions");
  await expect(page.locator("table.grid").first().locator("tbody tr")).toHaveCount(2);
  await expect(page.getByText("This session")).toHaveCount(1);
  const other = page.locator("table.grid").first().locator("tbody tr").filter({ hasNotText: "This session" });
  await other.getByRole("button", { name: /End the session of/ }).click();
  await expect(page.locator("table.grid").first().locator("tbody tr")).toHaveCount(1);
  await elsewhere.goto("/my-user");
  await expect(elsewhere).toHaveURL(/\/sign-in/);
  await context.close();
});
