// Customers and customer users, and what the people of the customer side see.
import { dialog, expectToast, row } from "../fixtures/pages.ts";
import { edit, navigation, openRecord, save, unique } from "../fixtures/records.ts";
import { expect, goto, signIn, test, type Person } from "../fixtures/test.ts";

const demo = (name: string, email: string): Person => ({ name, email, password: "admin-demo-password" });
const amanda = demo("Amanda Cole", "amanda.cole@example.com");
const brian = demo("Brian Fox", "brian.fox@example.com");
const maria = demo("Maria Lopez", "maria.lopez@example.com");

test("a customer and its users, from the first to the last", async ({ page, guard }) => {
  guard.expectStatus(422);
  const name = unique("Contoso");
  const last = unique("Buyer");
  await signIn(page, maria);
  await goto(page, "/customers");
  await page.getByRole("link", { name: "Create Customer", exact: true }).click();
  await save(page);
  await expect(page.getByText("This value should not be blank.")).toBeVisible();
  await page.getByLabel("Name", { exact: true }).fill(name);
  await save(page);
  await expectToast(page, "Saved successfully");
  await expect(page.getByText("There are no customer users")).toBeVisible();

  await page.getByRole("link", { name: "Create Customer User" }).first().click();
  await expect(page.getByLabel("Customer", { exact: true }).locator("option:checked")).toHaveText(name);
  await page.getByLabel("First Name").fill("Bea");
  await page.getByLabel("Last Name").fill(last);
  await page.getByLabel("Email").fill(`${last.replace(" ", ".").toLowerCase()}@example.com`);
  await page.getByLabel("Customer User", { exact: true }).check();
  await save(page);
  await expectToast(page, "Saved successfully");
  await page.locator("dl.properties").getByRole("link", { name }).click();
  await expect(row(page, `Bea ${last}`)).toHaveCount(1);

  await openRecord(page, "/customers", name);
  await page.getByRole("link", { name: "Disable" }).click();
  await dialog(page, "Disable").getByRole("button", { name: "Disable" }).click();
  await expectToast(page, "Disabled successfully");
  await openRecord(page, "/customer-users", `Bea ${last}`);
  await expect(page.getByText("This person cannot sign in")).toBeVisible();

  await openRecord(page, "/customers", name);
  await page.getByRole("button", { name: "Enable" }).click();
  await expectToast(page, "Enabled successfully");
  await edit(page);
  await page.getByLabel("Name", { exact: true }).fill(`${name} Ltd`);
  await save(page);
  await expectToast(page, "Saved successfully");
  await expect(page.getByRole("heading", { level: 1, name: `${name} Ltd` })).toBeVisible();
});

test("a customer administrator sees the customer's users and their applications, and nothing of the back office", async ({
  page,
  guard,
}) => {
  guard.expectStatus(403, 404);
  await signIn(page, amanda);
  await goto(page, "/my-user");
  await expect(navigation(page)).toHaveText([
    "My User",
    "My Sessions",
    "Customer Users",
    "Customer User OAuth Applications",
  ]);
  await goto(page, "/customer-users");
  await expect(row(page, brian.name)).toHaveCount(1);
  await openRecord(page, "/customer-users", brian.name);
  const application = unique("For Brian");
  await page.getByRole("link", { name: "Add Application" }).first().click();
  const opened = dialog(page, "Create OAuth Application");
  await opened.getByLabel("Application Name").fill(application);
  await opened.getByRole("button", { name: "Create" }).click();
  await expect(opened.getByText("OAuth application has been created.")).toBeVisible();
  await opened.getByText("Close", { exact: true }).last().click();
  await expect(row(page, application)).toHaveCount(1);
  for (const path of ["/users", "/customers", "/roles", "/organizations", "/oauth-applications"]) {
    await goto(page, path);
    await expect(page.getByText("You are not allowed to do this.").first()).toBeVisible();
  }
});

test("a customer user has their own page and no more", async ({ page, guard }) => {
  guard.expectStatus(403);
  await signIn(page, brian);
  await goto(page, "/my-user");
  await expect(navigation(page)).toHaveText(["My User", "My Sessions"]);
  await goto(page, "/customer-users");
  await expect(page.getByText("You are not allowed to do this.").first()).toBeVisible();
});

test("a customer-user manager and an administrator find all doors", async ({ page, administrator }) => {
  const own = ["My User", "My Sessions"];
  const customers = ["Customers", "Customer Users", "Customer User OAuth Applications"];
  const attempts = "Customer User Login Attempts";
  await signIn(page, maria);
  await goto(page, "/my-user");
  await expect(navigation(page)).toHaveText([...own, ...customers]);
  await signIn(page, administrator);
  await goto(page, "/my-user");
  const management = ["Users", "Roles", "Organizations", "OAuth Applications", "Login Attempts"];
  const emails = ["Templates", "Notification Rules", "Outbox"];
  await expect(navigation(page)).toHaveText([...own, ...customers, attempts, ...management, ...emails, "Audit", "Configuration"]);
});
