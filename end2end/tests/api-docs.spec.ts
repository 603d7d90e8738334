// The readable pages of the web APIs: anybody may read them, and they lead from the contents to every operation.
import { expect, goto, signIn, test } from "../fixtures/test.ts";

for (const { at, title, types } of [
  { at: "/api", title: "Latchkey JSON:API", types: ["oauthapplications", "users", "outboxmails"] },
  { at: "/customer-api", title: "Latchkey Customer JSON:API", types: ["oauthapplications", "customerusers"] },
]) {
  test(`${at}/docs tells of every type`, async ({ page }) => {
    await page.goto(`${at}/docs`);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(title);
    const contents = page.getByRole("navigation", { name: "Contents" });
    for (const type of types) {
      await contents.getByRole("link", { name: type, exact: true }).click();
      await expect(page.getByRole("heading", { level: 2, name: type, exact: true })).toBeInViewport();
    }
    const list = page.getByRole("article", { name: `GET ${at}/oauthapplications`, exact: true });
    await expect(list.locator("pre")).toContainText('curl -H "Authorization: Bearer $TOKEN"');
    await list.getByText(/^Parameters/).click();
    await expect(list.getByText("page[after]")).toBeVisible();
  });
}

test("one's own menu leads to the API of one's side", async ({ page, administrator }) => {
  await signIn(page, administrator);
  await goto(page, "/my-user");
  const link = page.locator('a[href="/api/docs"]');
  await expect(link).toHaveText("API Documentation");
});
