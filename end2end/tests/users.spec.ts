// Users: made, changed, put out and let in again, by those who may.
import { choose, create, dialog, expectToast, row } from "../fixtures/pages.ts";
import { edit, navigation, openRecord, save, unique } from "../fixtures/records.ts";
import { accessToken, callApi, expect, goto, signIn, test, token } from "../fixtures/test.ts";

test("a new user gets roles, organizations and an invitation", async ({ page, administrator, server }) => {
  const last = unique("Newman");
  const email = `${last.replace(" ", ".").toLowerCase()}@example.com`;
  await signIn(page, administrator);
  await goto(page, "/users");
  await page.getByRole("link", { name: "Create User" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Create User" })).toBeVisible();
  await page.getByLabel("First Name").fill("Nora");
  await page.getByLabel("Last Name").fill(last);
  await page.getByLabel("Email").fill(email);
  await expect(page.getByLabel("Acme", { exact: true })).toBeChecked();
  await page.getByLabel("Globex", { exact: true }).check();
  await page.getByLabel("User", { exact: true }).check();
  await expect(page.getByLabel("Send invitation")).toBeChecked();
  await save(page);
  await expectToast(page, "Saved successfully");
  await expect(page.getByRole("heading", { level: 1, name: `Nora ${last}` })).toBeVisible();
  await expect(page.locator(".record-title .badge")).toHaveText("Enabled");
  const properties = page.locator("dl.properties").first();
  await expect(properties).toContainText(email);
  await expect(properties.getByRole("link", { name: "Acme" })).toBeVisible();
  await expect(properties.getByRole("link", { name: "Globex" })).toBeVisible();
  await expect(properties.getByRole("link", { name: "User", exact: true })).toBeVisible();
  await expect(properties).toContainText("Never");
  await expect.poll(async () => (await server.mailsTo(email)).length).toBe(1);
  await goto(page, `/users?name=${encodeURIComponent(last)}`);
  await expect(row(page, last)).toHaveCount(1);
});

test("every refusal stands at its field, and what was typed stays", async ({ page, administrator, person, guard }) => {
  guard.expectStatus(422);
  await signIn(page, administrator);
  await goto(page, "/users/new");
  await page.getByLabel("Last Name").fill("Kept");
  await page.getByLabel("Email").fill("not an address");
  await save(page);
  await expect(page.getByText("This value should not be blank.")).toHaveCount(1);
  await expect(page.getByLabel("First Name")).toHaveAccessibleDescription(/This value should not be blank\./);
  await expect(page.getByText("This value is not a valid email address.")).toBeVisible();
  await expect(page.getByText("Select at least one role.")).toBeVisible();
  await expect(page.getByLabel("Last Name")).toHaveValue("Kept");
  await page.getByLabel("First Name").fill("Kim");
  await page.getByLabel("Email").fill(person.email.toUpperCase());
  await page.getByLabel("User", { exact: true }).check();
  await page.getByLabel("Send invitation").uncheck();
  await save(page);
  await expect(page.getByText("This email address is in use already.")).toBeVisible();
  await expect(page.getByLabel("User", { exact: true })).toBeChecked();
  await expect(page.getByLabel("Send invitation")).not.toBeChecked();
});

test("a user is changed, or not", async ({ page, administrator, person }) => {
  await signIn(page, administrator);
  await openRecord(page, "/users", person.name);
  await edit(page);
  await page.getByLabel("First Name").fill("Gone");
  await page.getByRole("link", { name: "Cancel" }).click();
  await expect(page.getByRole("heading", { level: 1, name: person.name })).toBeVisible();
  await openRecord(page, "/users", person.name);
  await edit(page);
  const changed = unique("Changed");
  await page.getByLabel("Last Name").fill(changed);
  await save(page);
  await expectToast(page, "Saved successfully");
  await expect(page.getByRole("heading", { level: 1, name: `Robin ${changed}` })).toBeVisible();
});

test("who was slower is told, and loses nothing", async ({ page, context, administrator, person, guard }) => {
  guard.expectStatus(409);
  await signIn(page, administrator);
  await openRecord(page, "/users", person.name);
  await edit(page);
  const other = await context.newPage();
  await goto(other, page.url());
  await other.getByLabel("Last Name").fill(unique("Faster"));
  await save(other);
  await expectToast(other, "Saved successfully");

  await page.getByLabel("Last Name").fill("Slower");
  await save(page);
  await expect(page.getByText("Somebody else changed this record in the meantime.")).toBeVisible();
  await expect(page.getByLabel("Last Name")).toHaveValue("Slower");
  await page.getByRole("link", { name: "Discard my changes" }).click();
  await expect(page.getByLabel("Last Name")).toHaveValue(/^Faster/);
});

test("disabled, their session and their tokens end at once; enabled, they start anew", async ({
  page,
  administrator,
  person,
  addApplications,
  request,
  server,
}) => {
  const form = { email: person.email, password: person.password };
  const enter = async () =>
    (await request.post("/sign-in", { form, headers: { Origin: server.url }, maxRedirects: 0 })).status();
  const inside = async () => (await request.get("/my-user", { maxRedirects: 0 })).status();
  const [made] = await addApplications(person, "Theirs");
  const old = await accessToken(request, made!);
  expect([await enter(), await inside(), await callApi(request, old)]).toEqual([303, 200, 200]);

  await signIn(page, administrator);
  await goto(page, `/users?name=${encodeURIComponent(person.name)}`);
  await choose(page, person.name, "Disable");
  const asked = dialog(page, "Disable");
  await expect(asked.getByText(`Are you sure you want to disable ${person.name}?`)).toBeVisible();
  await asked.getByRole("link", { name: "Cancel" }).click();
  await expect(row(page, person.name).locator(".badge")).toHaveText("Enabled");
  await choose(page, person.name, "Disable");
  await asked.getByRole("button", { name: "Disable" }).click();
  await expectToast(page, "Disabled successfully");
  await expect(row(page, person.name).locator(".badge")).toHaveText("Disabled");
  expect([await inside(), await callApi(request, old), await enter()]).toEqual([303, 401, 401]);
  expect((await token(request, made!)).status()).toBe(401);

  await openRecord(page, "/users", person.name);
  await page.getByRole("button", { name: "Enable" }).click();
  await expectToast(page, "Enabled successfully");
  await expect(page.locator(".record-title .badge")).toHaveText("Enabled");
  expect([await inside(), await callApi(request, old)]).toEqual([303, 401]);
  expect([await enter(), await inside()]).toEqual([303, 200]);
  expect(await callApi(request, await accessToken(request, made!))).toBe(200);

  await page.getByRole("link", { name: "Disable" }).click();
  await dialog(page, "Disable").getByRole("button", { name: "Disable" }).click();
  await expectToast(page, "Disabled successfully");
  await expect(page.locator(".record-title .badge")).toHaveText("Disabled");
});

test("a user's page is a door to their applications", async ({ page, administrator, person, server }) => {
  await signIn(page, administrator);
  await openRecord(page, "/users", person.name);
  await page.getByRole("link", { name: "Add Application" }).first().click();
  const opened = dialog(page, "Create OAuth Application");
  await opened.getByLabel("Application Name").fill("By somebody else");
  await opened.getByRole("button", { name: "Create" }).click();
  await expect(opened.getByText("OAuth application has been created.")).toBeVisible();
  await opened.getByText("Close", { exact: true }).last().click();
  await expect(row(page, "By somebody else")).toHaveCount(1);
  await expect(page).toHaveURL(/\/users\/[0-9a-f-]+$/);
  await expect.poll(async () => (await server.mailsTo(person.email)).length).toBe(1);
  await signIn(page, person);
  await goto(page, "/my-user");
  await expect(row(page, "By somebody else")).toHaveCount(1);
});

test("an invitation is sent again", async ({ page, administrator, person, server }) => {
  await signIn(page, administrator);
  await openRecord(page, "/users", person.name);
  await page.getByRole("button", { name: "Send Invitation" }).click();
  await expectToast(page, "The invitation has been sent.");
  await expect.poll(async () => (await server.mailsTo(person.email)).length).toBe(1);
});

test("who may not is not shown the door, and does not get through it", async ({ page, administrator, person, guard }) => {
  guard.expectStatus(403, 404);
  await signIn(page, administrator);
  await openRecord(page, "/users", administrator.name);
  const theirs = new URL(page.url()).pathname;
  await signIn(page, person);
  await goto(page, "/my-user");
  await expect(navigation(page)).toHaveText(["My User", "My Sessions"]);
  for (const path of ["/users", "/users/new", "/roles", "/roles/new", "/organizations/new", "/customers/new"]) {
    await goto(page, path);
    await expect(page.getByText("You are not allowed to do this.").first()).toBeVisible();
    await expect(navigation(page).first()).toBeVisible();
  }
  for (const path of [theirs, `${theirs}/edit`, "/users/nonsense", "/customer-users/00000000-0000-7000-8000-000000000000"]) {
    await goto(page, path);
    await expect(page.getByText("This record does not exist, or you have no access to it.")).toBeVisible();
  }
  await create(page, "Still my own");
});
