// Notification rules: who is told what by mail, and bringing back what was shipped.
import { choose, dialog, expectToast, row, shownOnce } from "../fixtures/pages.ts";
import { edit, openRecord, openRule, save, unique } from "../fixtures/records.ts";
import { expect, goto, signIn, test } from "../fixtures/test.ts";

const created = "Application created for a user";
const subject = "OAuth application added to your account";

test.beforeEach(async ({ page, administrator }) => signIn(page, administrator));

test("an address that a rule names is told as well as the owner", async ({ page, person, server, addApplications }) => {
  const address = `${unique("ops").replace(" ", ".")}@example.com`;
  await openRule(page, created);
  await edit(page);
  const before = await page.getByLabel("Email addresses").inputValue();
  await page.getByLabel("Email addresses").fill(`${before}\n${address}`);
  await save(page);
  await expectToast(page, "Saved successfully");
  await expect(page.locator("dl.properties")).toContainText(address);

  const name = unique("Told");
  await addApplications(person, name);
  for (const email of [person.email, address]) {
    await expect.poll(async () => (await server.mailsTo(email)).length, { timeout: 15_000 }).toBe(1);
    const [mail] = await server.mailsTo(email);
    expect(mail?.subject).toBe(subject);
    expect(mail?.text).toContain(name);
  }

  await edit(page);
  await page.getByLabel("Email addresses").fill(before);
  await save(page);
  await expectToast(page, "Saved successfully");
  await addApplications(person, unique("Quiet"));
  await expect.poll(async () => (await server.mailsTo(person.email)).length, { timeout: 15_000 }).toBe(2);
  expect(await server.mailsTo(address)).toHaveLength(1);
});

test("a new rule tells who is chosen, until it is disabled", async ({ page, person, administrator, server, addApplications }) => {
  const name = unique("Renames");
  await goto(page, "/notification-rules");
  await page.getByRole("link", { name: "Create Notification Rule" }).click();
  await page.getByLabel("Name", { exact: true }).fill(name);
  await page.getByLabel("Event").selectOption({ label: "Application changed" });
  await page.getByLabel("Template").selectOption({ label: "Application changed" });
  await page.getByLabel(/^Owner\s*The owner/).uncheck();
  await page.getByLabel("User 1").first().fill(administrator.email);
  await save(page);
  await expectToast(page, "Saved successfully");
  await expect(page.locator("dl.properties")).toContainText(administrator.name);

  const old = unique("Old");
  await addApplications(person, old);
  const rename = async (from: string, to: string): Promise<void> => {
    await goto(page, `/oauth-applications?name=${encodeURIComponent(from)}`);
    await page.locator("table.grid tbody").getByRole("link", { name: from, exact: true }).click();
    await page.getByRole("link", { name: "Edit" }).click();
    await page.getByLabel("Application Name").fill(to);
    await save(page);
    await expectToast(page, "Saved successfully");
  };
  const renamed = unique("New");
  await rename(old, renamed);
  const told = async (): Promise<number> =>
    (await server.mailsTo(administrator.email)).filter((mail) => mail.text.includes(renamed)).length;
  await expect.poll(told, { timeout: 15_000 }).toBe(1);

  await goto(page, `/notification-rules?name=${encodeURIComponent(name)}`);
  await choose(page, name, "Disable");
  await dialog(page, "Disable").getByRole("button", { name: "Disable" }).click();
  await expectToast(page, "Disabled successfully");
  await expect(row(page, name)).toContainText("Disabled");
  await rename(renamed, `${renamed} again`);
  await addApplications(person, unique("Marker"));
  await expect.poll(async () => (await server.mailsTo(person.email)).length, { timeout: 15_000 }).toBe(2);
  expect(await told()).toBe(1);
});

test("what is wrong is said where it is wrong", async ({ page, guard }) => {
  guard.expectStatus(422);
  await goto(page, "/notification-rules/new");
  await page.getByLabel(/^Owner\s*The owner/).uncheck();
  await page.getByLabel("Email addresses").fill("ops@example.com\nnobody");
  await save(page);
  await expect(page.getByText("This value should not be blank.")).toHaveCount(3);
  await expect(page.getByText("This value is not a valid email address.")).toBeVisible();
  await page.getByLabel("Email addresses").fill("");
  await page.getByLabel("Name", { exact: true }).fill("secret rotated");
  await page.getByLabel("Event").selectOption({ label: "Application created" });
  await page.getByLabel("Template").selectOption({ label: "Application created" });
  await save(page);
  await expect(page.getByText("Select at least one recipient.")).toBeVisible();
  await page.getByLabel("User 1").first().fill("nobody at all");
  await save(page);
  await expect(page.getByText("Nobody by this name or email address can be chosen.")).toBeVisible();
  await page.getByLabel("User 1").first().fill("");
  await page.getByLabel(/^Owner\s*The owner/).check();
  await save(page);
  await expect(page.getByText("This name is in use already.")).toBeVisible();
});

test("a shipped rule that was deleted or changed is restored", async ({ page }) => {
  const name = "Application restored";
  await openRule(page, name);
  await edit(page);
  await page.getByLabel("Name", { exact: true }).fill("Mine");
  await save(page);
  await expectToast(page, "Saved successfully");
  await page.getByRole("link", { name: "Restore", exact: true }).click();
  await dialog(page, "Restore").getByRole("button", { name: "Restore" }).click();
  await expectToast(page, "Restored successfully");
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();

  await page.getByRole("link", { name: "Delete", exact: true }).click();
  await dialog(page, "Delete").getByRole("button", { name: "Delete" }).click();
  await expectToast(page, "Deleted successfully");
  await page.getByRole("link", { name: "Restore Shipped Rules" }).click();
  await expect(dialog(page, "Restore Shipped Rules").getByText(name)).toBeVisible();
  await dialog(page, "Restore Shipped Rules").getByRole("button", { name: "Restore" }).click();
  await expectToast(page, "Restored successfully");
  await expect(page.getByRole("link", { name: "Restore Shipped Rules" })).toHaveCount(0);
});

test("the manager of an owner is told where a rule says so", async ({ page, person, administrator, server, addApplications }) => {
  const label = (name: string) => page.getByLabel(name, { exact: true });
  await openRecord(page, "/users", person.name);
  await edit(page);
  await label("Manager").fill(administrator.email);
  await save(page);
  await expectToast(page, "Saved successfully");
  await expect(page.locator("dl.properties").getByRole("link", { name: administrator.name })).toBeVisible();

  await goto(page, "/notification-rules/new");
  await label("Name").fill(unique("Managers"));
  await page.getByLabel("Event").selectOption({ label: "Application created" });
  await page.getByLabel("Template").selectOption({ label: "Application created" });
  await page.getByLabel(/^Owner\s*The owner/).uncheck();
  await page.getByLabel(/^Owner's manager/).check();
  await save(page);
  await expectToast(page, "Saved successfully");
  const name = unique("Managed");
  await addApplications(person, name);
  const told = async (): Promise<number> =>
    (await server.mailsTo(administrator.email)).filter((mail) => mail.text.includes(name)).length;
  await expect.poll(told, { timeout: 15_000 }).toBe(1);
});

test("a new secret that ends by itself says when", async ({ page, person, addApplications }) => {
  const name = unique("Ends");
  await addApplications(person, name);
  await goto(page, `/oauth-applications?name=${encodeURIComponent(name)}`);
  await page.locator("table.grid tbody").getByRole("link", { name, exact: true }).click();
  await page.getByRole("link", { name: "Rotate Secret" }).first().click();
  const opened = dialog(page, "Rotate Secret");
  await opened.getByLabel("New secret expires").selectOption({ label: "After 90 days" });
  await opened.getByRole("button", { name: "Rotate Secret" }).click();
  await expect(opened.getByText(shownOnce)).toBeVisible();
  await opened.getByText("Close", { exact: true }).last().click();
  await expect(opened).toBeHidden();
  await expect(page.locator("[data-label='Ends']").first().locator("time")).toBeVisible();
  await expect(page.getByText("Does not end by itself")).toHaveCount(0);
});
