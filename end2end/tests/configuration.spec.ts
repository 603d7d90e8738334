// System › Configuration: the signing keys, their rotation, and the settings that are in force.
import { expect, goto, signIn, test } from "../fixtures/test.ts";

test("the next signing key is made after a question, and there is one", async ({ page, administrator, request }) => {
  await signIn(page, administrator);
  await goto(page, "/my-user");
  await page.getByRole("navigation").getByRole("link", { name: "Configuration", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Configuration" })).toBeVisible();
  const keys = page.getByRole("region", { name: "Signing Keys" }).locator("table.grid tbody tr");
  await expect(keys.filter({ hasText: "Current" })).toHaveCount(1);

  await page.getByRole("link", { name: "Rotate" }).click();
  const dialog = page.getByRole("dialog", { name: "Rotate Signing Keys" });
  await expect(dialog).toBeVisible();
  await dialog.getByRole("link", { name: "Cancel" }).click();
  await expect(dialog).toHaveCount(0);

  for (let round = 0; round < 2; round++) {
    await page.getByRole("link", { name: "Rotate" }).click();
    await dialog.getByRole("button", { name: "Rotate" }).click();
    await expect(dialog).toHaveCount(0);
    await expect(page.getByText("The next signing key is published.").first()).toBeVisible();
    await expect(keys.filter({ hasText: "Next" })).toHaveCount(1);
    await expect(keys.filter({ hasText: "Current" })).toHaveCount(1);
  }

  const ids = await keys.locator("th code").allTextContents();
  const published = (await (await request.get("/oauth2/jwks")).json()) as { keys: { kid: string }[] };
  expect(published.keys.map((key) => key.kid).sort()).toEqual(ids.map((id) => id.trim()).sort());
});

test("the settings are shown with where they come from, and nobody else sees them", async ({
  page,
  person,
  administrator,
  guard,
}) => {
  guard.expectStatus(403);
  await signIn(page, administrator);
  await goto(page, "/configuration");
  const settings = page.getByRole("region", { name: "Settings" }).locator("table.grid tbody tr");
  const listen = settings.filter({ has: page.getByText("server.listen", { exact: true }) });
  await expect(listen).toContainText("127.0.0.1:");
  await expect(listen).toContainText("Environment");
  const after = settings.filter({ has: page.getByText("keys.rotate_after", { exact: true }) });
  await expect(after).toContainText("90");
  await expect(after).toContainText("Default");

  await page.context().clearCookies();
  await signIn(page, person);
  await goto(page, "/my-user");
  await expect(page.getByRole("link", { name: "Configuration", exact: true })).toHaveCount(0);
  await page.goto("/configuration");
  await expect(page.getByText("server.listen")).toHaveCount(0);
});
