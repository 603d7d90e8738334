// The customer side: an administrator sees the customer's people and applications, a user their own, nobody another customer's.
import { create, dialog, expectNames, expectToast, row, rows } from "../fixtures/pages.ts";
import { openRecord, save, unique } from "../fixtures/records.ts";
import { Desk, expectClosed, expectRefused } from "../fixtures/roles.ts";
import { accessToken, callApi, expect, goto, signIn, test, type Person } from "../fixtures/test.ts";

interface Customers {
  name: string;
  head: Person;
  member: Person;
  stranger: Person;
}

/** A customer with an administrator and a user, and a user of another customer. */
async function customers(desk: Desk): Promise<Customers> {
  const [name, elsewhere] = [await desk.newCustomer(), await desk.newCustomer()];
  const head = await desk.newCustomerUser(name, "Customer Administrator");
  const member = await desk.newCustomerUser(name, "Customer User");
  return { name, head, member, stranger: await desk.newCustomerUser(elsewhere, "Customer User") };
}

/** The ids of a person and of their only application. */
async function theirs(desk: Desk, person: Person): Promise<[string, string]> {
  const owner = await desk.id("customer-users", person.name);
  return [owner, await desk.application(owner)];
}

test("a customer administrator runs their customer, and no other", async ({
  page,
  request,
  server,
  guard,
  administrator,
  addApplications,
}) => {
  guard.expectStatus(403, 404);
  const [me, other] = [new Desk(page.request, server), new Desk(request, server)];
  expect(await other.enter(administrator)).toBe(303);
  const { name, head, member, stranger } = await customers(other);
  await addApplications(member, "Of the member");
  await addApplications(stranger, "Of the stranger");
  await signIn(page, head);

  await goto(page, "/customer-users?sort=created_at");
  await expect(rows(page)).toHaveCount(2);
  await expect(row(page, member.name)).toHaveCount(1);
  await goto(page, "/customer-oauth-applications");
  await expectNames(page, "Of the member");
  const last = unique("Colleague");
  await goto(page, "/customer-users/new");
  await expect(page.getByLabel("Customer", { exact: true }).locator("option:checked")).toHaveText(name);
  await page.getByLabel("First Name").fill("Cleo");
  await page.getByLabel("Last Name").fill(last);
  await page.getByLabel("Email").fill(`${last.replace(" ", ".").toLowerCase()}@example.com`);
  await page.getByLabel("Customer User", { exact: true }).check();
  await save(page);
  await expectToast(page, "Saved successfully");
  await openRecord(page, "/customer-users", member.name);
  await page.getByRole("link", { name: "Disable" }).click();
  await dialog(page, "Disable").getByRole("button", { name: "Disable" }).click();
  await expectToast(page, "Disabled successfully");
  await page.getByRole("button", { name: "Enable" }).click();
  await expectToast(page, "Enabled successfully");

  const [outside, application] = await theirs(other, stranger);
  const [own, northwind] = [await other.id("customers", name), await other.id("customers", "Northwind")];
  await expectClosed(
    page,
    [
      `/customer-users/${outside}`,
      `/customer-users/${outside}/edit`,
      `/customer-users/${outside}/applications/new`,
      `/customer-oauth-applications/${application}`,
      `/customers/${own}`,
      `/customers/${northwind}`,
      "/customers/new",
    ],
    stranger.name,
    "Of the stranger",
    "Northwind",
  );
  const refused = unique("Refused");
  const form = { first_name: "New", last_name: refused, email: `${refused.replace(" ", ".")}@example.com` };
  await expectRefused(me, other, [
    ["users/change", { id: outside, form }],
    ["users/disable", { id: outside }],
    ["users/create", { side: "back_office", form }],
    ["users/list", { side: "back_office", customer: null, query: [] }],
    ["customers/disable", { id: own }],
    ["applications/create", { owner: outside, form: { name: refused, all_apis: true }, own_password: "" }],
    ["applications/rotate", { id: application, grace: "none", own_password: "" }],
    ["applications/all", { side: "back_office", query: [] }],
    ["roles/list", { query: [] }],
  ]);
});

test("a customer user has their own applications, and nobody else's", async ({
  page,
  request,
  server,
  guard,
  administrator,
  addApplications,
}) => {
  guard.expectStatus(403, 404);
  const [me, other] = [new Desk(page.request, server), new Desk(request, server)];
  expect(await other.enter(administrator)).toBe(303);
  const { name, head, member } = await customers(other);
  await addApplications(head, "Of the head");
  await signIn(page, member);
  const made = await create(page, "Of my own");
  await goto(page, "/my-user");
  await expectNames(page, "Of my own");
  await expect(row(page, "Of my own").locator("[data-label='Supported APIs']")).toContainText(/all/i);
  expect([401, 403]).toContain(await callApi(request, await accessToken(request, made)));

  const [colleague, application] = await theirs(other, head);
  const [own] = await theirs(other, member);
  await expectClosed(
    page,
    [
      "/customer-users/new",
      `/customer-users/${colleague}`,
      `/customer-users/${own}`,
      `/my-user/applications/${application}/edit`,
      "/customer-oauth-applications",
      `/customer-oauth-applications/${application}`,
      `/customers/${await other.id("customers", name)}`,
      "/users",
      "/oauth-applications",
    ],
    head.name,
    "Of the head",
  );
  const refused = unique("Refused");
  await expectRefused(me, other, [
    ["users/list", { side: "customer", customer: null, query: [] }],
    ["users/change", { id: own, form: { first_name: "Head" } }],
    ["users/disable", { id: colleague }],
    ["applications/list", { owner: colleague, query: [] }],
    ["applications/create", { owner: colleague, form: { name: refused, all_apis: true }, own_password: "" }],
    ["applications/create-of-side", { side: "customer", form: { name: refused }, own_password: "" }],
    ["applications/change", { id: application, form: { name: refused, all_apis: true } }],
    ["applications/delete", { id: application }],
  ]);
});
