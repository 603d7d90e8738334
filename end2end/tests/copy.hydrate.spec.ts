// Copy buttons: with the clipboard's permission, without it, and with the keyboard.
import { create, dialog } from "../fixtures/pages.ts";
import { expect, goto, signIn, test } from "../fixtures/test.ts";

test.beforeEach(async ({ page, person }) => signIn(page, person));

test("ID, secret and command are copied", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const { id, secret } = await create(page, "Copied");
  const opened = dialog(page, "Create OAuth Application");
  const command = await opened.locator("pre").innerText();
  for (const [button, value] of [
    ["Copy Client ID", id],
    ["Copy Client Secret", secret],
    ["Copy the command", command],
  ] as const) {
    const copy = opened.getByRole("button", { name: button });
    await copy.click();
    await expect(copy).toContainText("Copied");
    expect((await page.evaluate(() => navigator.clipboard.readText())).trim()).toBe(value.trim());
  }
});

test("the keyboard copies too", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const { secret } = await create(page, "Copied");
  await dialog(page, "Create OAuth Application").getByLabel("Client Secret", { exact: true }).focus();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("button", { name: "Copy Client Secret" })).toContainText("Copied");
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(secret);
});

test("without permission the text is selected", async ({ page, context }) => {
  // Granting something else takes all other permissions away.
  await context.grantPermissions(["geolocation"]);
  const { secret } = await create(page, "Selected");
  await dialog(page, "Create OAuth Application").getByRole("button", { name: "Copy Client Secret" }).click();
  const selected = () =>
    page.evaluate(() => {
      const input = document.activeElement as HTMLInputElement;
      return input.value?.slice(input.selectionStart ?? 0, input.selectionEnd ?? 0);
    });
  await expect.poll(selected).toBe(secret);
});

test("the grid copies a Client ID", async ({ page, context, person, addApplications }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const [made] = await addApplications(person, "In the grid");
  await goto(page, "/my-user");
  const copy = page.getByRole("button", { name: "Copy the Client ID of In the grid" });
  await copy.click();
  await expect(copy).toContainText("Copied");
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(made!.id);
});
