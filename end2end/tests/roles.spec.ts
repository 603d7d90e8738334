// Roles: what is chosen in their table is what people may do.
import { choose, dialog, expectToast, row } from "../fixtures/pages.ts";
import { edit, openRecord, save, unique } from "../fixtures/records.ts";
import { createUser, expect, goto, signIn, test } from "../fixtures/test.ts";

test("what a role allows is what its people see", async ({ page, administrator, server, request }) => {
  const name = unique("Reader");
  await signIn(page, administrator);
  await goto(page, "/roles");
  await page.getByRole("link", { name: "Create Role" }).click();
  await page.getByLabel("Name", { exact: true }).fill(name);
  await page.getByLabel("View: OAuth Applications", { exact: true }).selectOption("Own");
  await save(page);
  await expectToast(page, "Saved successfully");
  const cell = (subject: string, action: string) =>
    page.getByRole("row", { name: new RegExp(`^${subject}`) }).locator(`[data-label="${action}"]`);
  await expect(cell("OAuth Applications", "View")).toHaveText("Own");
  await expect(cell("Users", "View")).toHaveText("None");

  const reader = await createUser(server, name, ["Acme"]);
  const form = { email: reader.email, password: reader.password };
  await request.post("/sign-in", { form, headers: { Origin: server.url } });
  const users = async () => {
    const [own, all] = [await request.get("/my-user"), await request.get("/users")];
    return [(await own.text()).includes('href="/users"'), all.status()];
  };
  expect(await users()).toEqual([false, 403]);

  await edit(page);
  await page.getByLabel("View: Users", { exact: true }).selectOption("Organization");
  await save(page);
  await expectToast(page, "Saved successfully");
  await expect(cell("Users", "View")).toHaveText("Organization");
  expect(await users()).toEqual([true, 200]);

  await openRecord(page, "/roles", name);
  await edit(page);
  await page.getByLabel("View: Users", { exact: true }).selectOption("None");
  await save(page);
  await expectToast(page, "Saved successfully");
  expect(await users()).toEqual([false, 403]);
});

test("a role of the customer side has the levels of that side", async ({ page, administrator }) => {
  const name = unique("Buyer");
  await signIn(page, administrator);
  await goto(page, "/roles/new");
  await page.getByRole("link", { name: "Customer Users", exact: true }).last().click();
  const level = page.getByLabel("View: Customer Users", { exact: true });
  await expect(level.locator("option")).toHaveText(["None", "Own", "Customer"]);
  await expect(page.getByLabel("View: Users", { exact: true })).toHaveCount(0);
  await page.getByLabel("Name", { exact: true }).fill(name);
  await level.selectOption("Customer");
  await save(page);
  await expectToast(page, "Saved successfully");
  await expect(page.locator("dl.properties")).toContainText("Customer Users");
});

test("a role is refused without a name, or with one that is taken", async ({ page, administrator, guard }) => {
  guard.expectStatus(422);
  await signIn(page, administrator);
  await goto(page, "/roles/new");
  await page.getByLabel("Edit: Audit", { exact: true }).waitFor({ state: "detached" });
  await page.getByLabel("View: Audit", { exact: true }).selectOption("Global");
  await save(page);
  await expect(page.getByText("This value should not be blank.")).toBeVisible();
  await page.getByLabel("Name", { exact: true }).fill("administrator");
  await save(page);
  await expect(page.getByText("This name is in use already.")).toBeVisible();
  await expect(page.getByLabel("View: Audit", { exact: true })).toHaveValue("global");
});

test("a role that somebody has stays, another can be deleted", async ({ page, administrator, guard }) => {
  guard.expectStatus(409);
  const name = unique("Spare");
  await signIn(page, administrator);
  await goto(page, "/roles/new");
  await page.getByLabel("Name", { exact: true }).fill(name);
  await save(page);
  await expectToast(page, "Saved successfully");
  await goto(page, `/roles?name=${encodeURIComponent(name)}`);
  await choose(page, name, "Delete");
  await dialog(page, "Delete").getByRole("button", { name: "Delete" }).click();
  await expectToast(page, "Deleted successfully");
  await expect(row(page, name)).toHaveCount(0);

  await openRecord(page, "/roles", "Customer User Manager");
  await page.getByRole("link", { name: "Delete" }).click();
  await dialog(page, "Delete").getByRole("button", { name: "Delete" }).click();
  await expect(page.getByText("This role cannot be deleted, because somebody has it.")).toBeVisible();
});
