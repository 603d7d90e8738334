// A user has their own applications, somebody without any permission only themselves.
import { edit, navigation, save, unique } from "../fixtures/records.ts";
import { ada, amanda, Desk, expectClosed, expectRefused } from "../fixtures/roles.ts";
import { createUser, expect, goto, signIn, test } from "../fixtures/test.ts";

const nothing = "00000000-0000-7000-8000-000000000000";

test("a user does not get at anybody else", async ({ page, request, server, guard, administrator, person, addApplications }) => {
  guard.expectStatus(403, 404);
  await addApplications(administrator, "Not for users");
  const [me, other] = [new Desk(page.request, server), new Desk(request, server)];
  await signIn(page, person);
  expect(await other.enter(administrator)).toBe(303);
  const boss = await other.id("users", administrator.name);
  const [own, customer] = [await other.id("users", person.name), await other.id("customers", "Northwind")];
  const application = await other.application(boss);
  await expectClosed(
    page,
    [
      `/users/${boss}/applications/new`,
      `/my-user/applications/${application}/edit`,
      `/my-user/applications/${application}/rotate`,
      `/oauth-applications/${application}`,
      `/oauth-applications/${application}/edit`,
      "/customer-oauth-applications",
      "/customer-users",
      `/customers/${customer}`,
    ],
    "Not for users",
    administrator.email,
    "Northwind",
  );
  const name = unique("Refused");
  await expectRefused(me, other, [
    ["users/list", { side: "back_office", customer: null, query: [] }],
    ["users/find", { id: own }],
    ["users/change", { id: own, form: { first_name: "Root", last_name: name, email: person.email, roles: [] } }],
    ["users/disable", { id: boss }],
    ["customers/create", { form: { name } }],
    ["customers/disable", { id: customer }],
    ["applications/list", { owner: boss, query: [] }],
    ["applications/create", { owner: boss, form: { name, all_apis: true }, own_password: "" }],
    ["applications/create-of-side", { side: "back_office", form: { name, grant: "device" }, own_password: "" }],
    ["applications/deactivate", { id: application }],
    ["applications/rotate", { id: application, grace: "none", own_password: person.password }],
    ["applications/delete", { id: application }],
  ]);
  const chosen = await me.ask("applications/change-chosen", { verb: "delete", ids: [application] });
  expect(chosen).toEqual({ done: 0, refused: [application] });
  expect((await other.call("applications/find", { id: application })).status()).toBe(200);
});

test("who may do nothing has only themselves, until their role says more", async ({
  page,
  browser,
  request,
  server,
  guard,
  hydrated,
  administrator,
}) => {
  guard.expectStatus(403, 404);
  const role = unique("Nothing");
  await signIn(page, administrator);
  await goto(page, "/roles/new");
  await page.getByLabel("Name", { exact: true }).fill(role);
  await save(page);
  await expect(page.getByRole("heading", { level: 1, name: role })).toBeVisible();

  const idle = await createUser(server, role, ["Acme"]);
  const context = await browser.newContext({ baseURL: server.url, javaScriptEnabled: hydrated });
  const theirs = await context.newPage();
  const [me, other] = [new Desk(theirs.request, server), new Desk(request, server)];
  expect(await me.enter(idle)).toBe(303);
  expect(await other.enter(ada)).toBe(303);
  const answer = await theirs.goto("/my-user");
  expect(answer?.status()).toBe(200);
  await expect(theirs.locator("dl.properties").getByText(idle.email)).toBeVisible();
  await expect(navigation(theirs)).toHaveText(["My User", "My Sessions"]);
  await expect(theirs.getByRole("link", { name: "Add Application" })).toHaveCount(0);
  await expect(theirs.getByText("You are not allowed to do this.")).toHaveCount(0);
  const [boss, buyer] = [await other.id("users", ada.name), await other.id("customer-users", amanda.name)];
  const own = await other.id("users", idle.name);
  await expectClosed(
    theirs,
    [
      ...["/users", "/roles", "/organizations", "/customers", "/customer-users"].flatMap((grid) => [grid, `${grid}/new`]),
      "/oauth-applications",
      "/customer-oauth-applications",
      `/users/${boss}`,
      `/users/${own}`,
      `/customer-users/${buyer}/edit`,
      "/my-user/applications/new",
    ],
    ada.name,
    amanda.name,
  );
  const name = unique("Refused");
  await expectRefused(me, other, [
    ["applications/create", { owner: own, form: { name, all_apis: true }, own_password: "" }],
    ["applications/list", { owner: own, query: [] }],
    ["users/find", { id: boss }],
    ["users/disable", { id: boss }],
    ["users/create", { side: "customer", form: { first_name: "New", last_name: name } }],
    ["roles/list", { query: [] }],
    ["organizations/find", { id: nothing }],
    ["customers/list", { query: [] }],
  ]);

  await edit(page);
  for (const action of ["View", "Create"]) {
    await page.getByLabel(`${action}: OAuth Applications`, { exact: true }).selectOption("Own");
  }
  await save(page);
  await expect(page.getByRole("heading", { level: 1, name: role, exact: true })).toBeVisible();
  await theirs.goto("/my-user");
  await expect(theirs.getByRole("link", { name: "Add Application" }).first()).toBeVisible();
  await context.close();
});
