// An administrator does not lock themselves out; an organization administrator runs what belongs to one organization.
import { expectToast, row } from "../fixtures/pages.ts";
import { navigation, openRecord, save, unique } from "../fixtures/records.ts";
import { ada, Desk, expectClosed, expectRefused } from "../fixtures/roles.ts";
import { createUser, expect, goto, signIn, test, type Person } from "../fixtures/test.ts";

test("an administrator cannot put themselves out, nor close where they work", async ({
  page,
  administrator,
  server,
  request,
  guard,
}) => {
  guard.expectStatus(403);
  const [me, other] = [new Desk(page.request, server), new Desk(request, server)];
  await signIn(page, administrator);
  expect(await other.enter(ada)).toBe(303);
  await openRecord(page, "/users", administrator.name);
  await expect(page.getByRole("link", { name: "Disable" })).toHaveCount(0);
  await openRecord(page, "/organizations", "Acme");
  await expect(page.getByRole("link", { name: "Disable" })).toHaveCount(0);
  await expectRefused(me, other, [
    ["users/disable", { id: await me.id("users", administrator.name) }],
    ["organizations/disable", { id: await me.id("organizations", "Acme") }],
  ]);
});

test.describe("an organization administrator", () => {
  let chief: Person;
  test.beforeEach(async ({ page, server }) => {
    chief = await createUser(server, "Organization Administrator", ["Acme"]);
    await signIn(page, chief);
  });

  test("finds the doors of the organization, and gives what they have themselves", async ({ page }) => {
    await goto(page, "/my-user");
    await expect(navigation(page)).toHaveText([
      "My User",
      "My Sessions",
      "Customers",
      "Customer Users",
      "Customer User OAuth Applications",
      "Customer User Login Attempts",
      "Users",
      "Roles",
      "Organizations",
      "OAuth Applications",
      "Login Attempts",
      "Templates",
      "Notification Rules",
      "Outbox",
      "Audit",
    ]);
    await goto(page, "/organizations");
    await expect(row(page, "Acme")).toHaveCount(1);
    await expect(row(page, "Globex")).toHaveCount(0);
    await expect(page.getByRole("link", { name: "Create Organization" })).toHaveCount(0);
    await goto(page, "/roles");
    await expect(row(page, "Customer User Manager")).toHaveCount(1);
    await expect(page.getByRole("link", { name: "Create Role" })).toHaveCount(0);

    const last = unique("Colleague");
    await goto(page, "/users/new");
    await expect(page.getByLabel("Administrator", { exact: true })).toHaveCount(0);
    await expect(page.getByLabel("Globex", { exact: true })).toHaveCount(0);
    await page.getByLabel("First Name").fill("Cleo");
    await page.getByLabel("Last Name").fill(last);
    await page.getByLabel("Email").fill(`${last.replace(" ", ".").toLowerCase()}@example.com`);
    await page.getByLabel("Organization Administrator", { exact: true }).check();
    await save(page);
    await expectToast(page, "Saved successfully");
    await openRecord(page, "/users", ada.name);
    await expect(page.getByRole("link", { name: "Edit", exact: true })).toHaveCount(0);
    await expect(page.getByRole("link", { name: "Add Application" })).toHaveCount(0);
  });

  test("does not get at what all organizations share, nor at administrators", async ({
    page,
    server,
    request,
    guard,
    administrator,
  }) => {
    guard.expectStatus(403, 404);
    const [me, other] = [new Desk(page.request, server), new Desk(request, server)];
    expect(await other.enter(administrator)).toBe(303);
    const [boss, globex] = [await other.id("users", ada.name), await other.id("organizations", "Globex")];
    const root = await other.id("roles", "Administrator");
    await expectClosed(
      page,
      ["/organizations/new", `/organizations/${globex}`, "/roles/new", `/roles/${root}/edit`, `/users/${boss}/edit`],
      "Globex",
    );
    const name = unique("Refused");
    const form = { first_name: "New", last_name: name, email: `${name.replace(" ", ".")}@example.com`, roles: [root] };
    await expectRefused(me, other, [
      ["users/create", { side: "back_office", form }],
      ["users/disable", { id: boss }],
      ["users/invite", { id: boss }],
      ["users/change", { id: boss, form }],
      ["applications/create", { owner: boss, form: { name, all_apis: true }, own_password: "" }],
      ["roles/create", { form: { name, side: "back_office" } }],
      ["roles/change", { id: root, form: { name } }],
      ["roles/delete", { id: root }],
      ["organizations/create", { form: { name } }],
      ["organizations/change", { id: globex, form: { name } }],
      ["organizations/disable", { id: globex }],
      ["session/organization", { organization: globex }],
    ]);
  });
});
