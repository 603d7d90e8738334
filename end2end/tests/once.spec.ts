// A secret is shown in one answer, and never again.
import { create, dialog } from "../fixtures/pages.ts";
import { expect, goto, signIn, test } from "../fixtures/test.ts";

test.beforeEach(async ({ page, person }) => signIn(page, person));

test("closing, going back and forward do not bring the secret back", async ({ page }) => {
  const { secret } = await create(page, "Once");
  expect(page.url()).not.toContain(secret);
  await dialog(page, "Create OAuth Application").getByText("Close", { exact: true }).last().click();
  await expect(page.locator("table.grid")).toContainText("Once");
  expect(await page.content()).not.toContain(secret);
  for (const move of ["goBack", "goForward", "goBack"] as const) {
    // Without scripts the answer to the form is not stored, and the browser says so instead of showing it.
    await page[move]().catch(() => undefined);
    await page.waitForTimeout(300);
    expect(await page.content()).not.toContain(secret);
  }
});

test("reloading does not bring the secret back, and creates nothing", async ({ page, guard }) => {
  // Without scripts, reloading sends the form again, and the name is taken by then.
  guard.expectStatus(422);
  const { secret } = await create(page, "Once");
  await page.reload();
  expect(await page.content()).not.toContain(secret);
  await goto(page, "/my-user");
  await expect(page.locator("table.grid tbody tr")).toHaveCount(1);
  expect(await page.content()).not.toContain(secret);
});

test("the browser keeps nothing of it", async ({ page, context }) => {
  const { secret } = await create(page, "Once");
  const kept = JSON.stringify(await context.storageState());
  expect(kept).not.toContain(secret);
});

test("the answer with a secret is not to be stored", async ({ page, server }) => {
  const answer = page.waitForResponse((response) => response.request().method() === "POST");
  await create(page, "Once");
  expect((await answer).headers()["cache-control"]).toContain("no-store");
  expect((await answer).url()).toContain(server.url);
});
