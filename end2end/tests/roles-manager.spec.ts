// A customer-user manager makes customer users and applications for them, and has no other business in the back office.
import { dialog, expectToast, row, shown } from "../fixtures/pages.ts";
import { save, unique } from "../fixtures/records.ts";
import { ada, Desk, expectClosed, expectRefused, john, maria } from "../fixtures/roles.ts";
import { accessToken, callApi, expect, goto, signIn, test } from "../fixtures/test.ts";

test("a manager makes a customer user, and an application for them", async ({ page, request, server }) => {
  const last = unique("Client");
  const email = `${last.replace(" ", ".").toLowerCase()}@example.com`;
  await signIn(page, maria);
  await goto(page, "/customer-users/new");
  await expect(page.getByLabel("Customer Administrator", { exact: true })).toBeVisible();
  await expect(page.getByLabel("Administrator", { exact: true })).toHaveCount(0);
  await page.getByLabel("First Name").fill("Clara");
  await page.getByLabel("Last Name").fill(last);
  await page.getByLabel("Email").fill(email);
  await page.getByLabel("Customer", { exact: true }).selectOption("Northwind");
  await page.getByLabel("Customer User", { exact: true }).check();
  await save(page);
  await expectToast(page, "Saved successfully");
  await expect(page.getByRole("heading", { level: 1, name: `Clara ${last}` })).toBeVisible();

  await page.getByRole("link", { name: "Add Application" }).first().click();
  const opened = dialog(page, "Create OAuth Application");
  const name = unique("Shop");
  await opened.getByLabel("Application Name").fill(name);
  await opened.getByRole("button", { name: "Create" }).click();
  await expect(opened.getByText("OAuth application has been created.")).toBeVisible();
  const made = await shown(opened);
  await expect.poll(async () => (await server.mailsTo(email)).map((mail) => mail.subject)).toContain(
    "OAuth application added to your account",
  );
  // It is of the customer side: its token does not open the API of the back office.
  expect([401, 403]).toContain(await callApi(request, await accessToken(request, made)));
  await goto(page, `/customer-oauth-applications?name=${encodeURIComponent(name)}`);
  await expect(row(page, name)).toContainText(`Clara ${last}`);
});

test("a manager does not get at users, roles, organizations, nor others' applications", async ({
  page,
  request,
  server,
  guard,
  administrator,
  person,
  addApplications,
}) => {
  guard.expectStatus(403, 404);
  await addApplications(person, "Not for managers");
  const [me, other] = [new Desk(page.request, server), new Desk(request, server)];
  await signIn(page, maria);
  expect(await other.enter(administrator)).toBe(303);
  const [user, acme] = [await other.id("users", person.name), await other.id("organizations", "Acme")];
  const root = await other.id("roles", "Administrator");
  const application = await other.application(user);
  await expectClosed(
    page,
    [
      "/users",
      "/users/new",
      `/users/${user}`,
      `/users/${user}/edit`,
      `/users/${user}/applications/new`,
      "/roles",
      `/roles/${root}`,
      "/organizations",
      `/organizations/${acme}`,
      "/oauth-applications",
      "/oauth-applications/new",
      `/oauth-applications/${application}`,
    ],
    john.name,
    ada.name,
    person.email,
    "Not for managers",
  );
  const name = unique("Refused");
  const form = { first_name: "New", last_name: name, email: `${name.replace(" ", ".")}@example.com`, roles: [root] };
  await expectRefused(me, other, [
    ["users/list", { side: "back_office", customer: null, query: [] }],
    ["users/create", { side: "back_office", form }],
    ["users/change", { id: user, form }],
    ["users/disable", { id: user }],
    ["applications/all", { side: "back_office", query: [] }],
    ["applications/create", { owner: user, form: { name, all_apis: true }, own_password: "" }],
    ["applications/rotate", { id: application, grace: "none", own_password: "" }],
    ["applications/delete", { id: application }],
    ["roles/create", { form: { name, side: "customer" } }],
    ["organizations/disable", { id: acme }],
  ]);
});
