// Organizations: made, changed, closed and opened again.
import { dialog, expectToast, row } from "../fixtures/pages.ts";
import { edit, openRecord, save, unique } from "../fixtures/records.ts";
import { createUser, expect, goto, signIn, test } from "../fixtures/test.ts";

test.beforeEach(async ({ page, administrator }) => signIn(page, administrator));

test("an organization is made, changed, and found in the grid", async ({ page, guard }) => {
  guard.expectStatus(422);
  const name = unique("Initech");
  await goto(page, "/organizations");
  await page.getByRole("link", { name: "Create Organization" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Create Organization" })).toBeVisible();
  await page.getByLabel("Name", { exact: true }).fill("acme");
  await save(page);
  await expect(page.getByText("This name is in use already.")).toBeVisible();
  await page.getByLabel("Name", { exact: true }).fill(name);
  await save(page);
  await expectToast(page, "Saved successfully");
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
  await edit(page);
  await page.getByLabel("Global access").check();
  await save(page);
  await expectToast(page, "Saved successfully");
  await goto(page, `/organizations?name=${encodeURIComponent(name)}&global=yes`);
  await expect(row(page, name).locator("[data-label='Global access']")).toHaveText("Yes");
});

test("closed, nobody works in it; opened, they do again", async ({ page, server, request }) => {
  const name = unique("Hooli");
  await goto(page, "/organizations/new");
  await page.getByLabel("Name", { exact: true }).fill(name);
  await save(page);
  await expectToast(page, "Saved successfully");
  const member = await createUser(server, "User", [name]);
  const form = { email: member.email, password: member.password };
  const enter = async () =>
    (await request.post("/sign-in", { form, headers: { Origin: server.url }, maxRedirects: 0 })).status();
  const inside = async () => (await request.get("/my-user", { maxRedirects: 0 })).status();
  expect([await enter(), await inside()]).toEqual([303, 200]);

  await openRecord(page, "/organizations", name);
  await page.getByRole("link", { name: "Disable" }).click();
  await dialog(page, "Disable").getByRole("button", { name: "Disable" }).click();
  await expectToast(page, "Disabled successfully");
  await expect(page.locator(".record-title .badge")).toHaveText("Disabled");
  expect([await inside(), await enter()]).toEqual([303, 401]);
  await page.getByRole("button", { name: "Enable" }).click();
  await expectToast(page, "Enabled successfully");
  expect([await enter(), await inside()]).toEqual([303, 200]);
});
