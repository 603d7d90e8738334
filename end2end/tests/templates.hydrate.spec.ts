// What only scripts do with templates: the preview follows what is typed.
import { expect, goto, signIn, test } from "../fixtures/test.ts";

test("the preview says what is typed, and leaves no history", async ({ page, administrator, guard }) => {
  guard.expectStatus(422);
  await signIn(page, administrator);
  await goto(page, "/email-templates?name=Application+created");
  await page.getByRole("link", { name: "Application created", exact: true }).first().click();
  await page.locator(".languages").getByRole("link", { name: "Edit" }).first().click();
  const preview = page.frameLocator("iframe[name=preview]");
  await expect(preview.locator("strong").first()).toHaveText("OAuth application added to your account");
  const before = await page.evaluate(() => history.length);
  for (const word of ["one", "two"]) {
    await page.getByLabel("Subject").fill(`Number ${word}`);
    await expect(preview.locator("strong").first()).toHaveText(`Number ${word}`);
    await expect(page.getByLabel("Subject")).toBeFocused();
  }
  await page.getByLabel("Subject").fill("{{ nobody }}");
  await expect(preview.getByText("Subject: Line 1, column 4: there is no such variable")).toBeVisible();
  expect(await page.evaluate(() => history.length)).toBe(before);
});
