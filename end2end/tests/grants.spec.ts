// Applications of every grant: the page that creates them, what it shows once, the page of each, and changing them.
import { dialog, expectToast } from "../fixtures/pages.ts";
import { alive, callApi, expect, goto, signIn, test } from "../fixtures/test.ts";

const grid = "/oauth-applications";
const unique = () => crypto.randomUUID().slice(0, 8);

test("every field that is missing is named, and nothing typed is lost", async ({ page, administrator, guard, hydrated }) => {
  if (!hydrated) guard.expectStatus(422);
  await signIn(page, administrator);
  await goto(page, `${grid}/new`);
  await page.getByLabel("Support all APIs").uncheck();
  await page.getByRole("button", { name: "Save and Close" }).click();
  await expect(page.getByText("This value should not be blank.")).toBeVisible();
  await expect(page.getByText("Select at least one API.")).toBeVisible();
  await expect(page.getByText("A grant should be specified.")).toBeVisible();
  await page.getByLabel("Application Name").fill("Portal");
  await page.getByLabel("Grant Type").selectOption({ label: "Authorization Code" });
  await page.getByRole("button", { name: "Save and Close" }).click();
  await expect(page.getByText("At least one redirect URL should be specified.")).toBeVisible();
  await expect(page.getByLabel("Application Name")).toHaveValue("Portal");
  await expect(page.getByLabel("Support all APIs")).not.toBeChecked();
  await page.getByRole("textbox", { name: "Redirect URL 1" }).fill("http://evil.example/cb");
  await page.getByRole("button", { name: "Save and Close" }).click();
  await expect(page.getByText(/A redirect URL starts with/)).toBeVisible();
  await page.getByLabel("Grant Type").selectOption({ label: "Client Credentials" });
  await page.getByLabel("User", { exact: true }).fill("nobody at all");
  await page.getByLabel("Support all APIs").check();
  await page.getByRole("button", { name: "Save and Close" }).click();
  if (hydrated) guard.expectStatus(422);
  await expect(page.getByText("Nobody by this name or email address can be chosen.")).toBeVisible();
});

test("client credentials act as the chosen user, and come with a token to try", async ({
  page,
  administrator,
  person,
  server,
  request,
  hydrated,
}) => {
  const name = `Nightly ${unique()}`;
  await signIn(page, administrator);
  await goto(page, `${grid}/new`);
  await page.getByLabel("Application Name").fill(name);
  await page.getByLabel("Grant Type").selectOption({ label: "Client Credentials" });
  await expect(page.getByRole("textbox", { name: "Redirect URL 1" })).toBeHidden();
  await page.getByLabel("User", { exact: true }).fill(person.email);
  await page.getByRole("button", { name: "Save and Close" }).click();
  await expect(page.getByText("OAuth application has been created.")).toBeVisible();
  expect(await page.getByLabel("Client Secret", { exact: true }).inputValue()).toMatch(/^lk_/);
  const token = await page.getByLabel("Temporary access token", { exact: true }).inputValue();
  expect(await callApi(request, token)).toBe(200);
  await expect(page.getByText("it lives 3600 seconds")).toBeVisible();
  await expect(async () => expect(await server.mailsTo(person.email)).toHaveLength(1)).toPass();

  await page.getByRole("link", { name: "Go to the application" }).click();
  await expect(page.getByRole("heading", { name })).toBeVisible();
  await expect(page.getByRole("region", { name: "Properties" }).getByText(person.email)).toBeVisible();
  // Without scripts going back would send the form again, which browsers ask about.
  if (!hydrated) return;
  await page.goBack();
  await expect(page.getByLabel("Client Secret", { exact: true })).toHaveCount(0);
});

test("a public application has no secret, and its redirect URLs can be changed", async ({ page, administrator, hydrated }) => {
  const name = `Portal ${unique()}`;
  await signIn(page, administrator);
  await goto(page, `${grid}/new`);
  await page.getByLabel("Application Name").fill(name);
  await page.getByLabel("Grant Type").selectOption({ label: "Authorization Code" });
  await expect(page.getByLabel("User", { exact: true })).toBeHidden();
  await page.getByRole("textbox", { name: "Redirect URL 1" }).fill("https://portal.example/cb");
  if (hydrated) await page.getByRole("button", { name: "Add Redirect URL" }).click();
  await page.getByRole("textbox", { name: "Redirect URL 2" }).fill("http://localhost:8080/cb");
  await page.getByLabel("Confidential Client").uncheck();
  await page.getByRole("button", { name: "Save and Close" }).click();
  await expect(page.getByText("it has no secret")).toBeVisible();
  await expect(page.getByLabel("Client Secret", { exact: true })).toHaveCount(0);
  await page.getByRole("link", { name: "Go to the application" }).click();
  await expect(page.getByRole("region", { name: "Properties" }).getByText("http://localhost:8080/cb")).toBeVisible();
  await expect(page.getByRole("link", { name: "Rotate Secret" })).toHaveCount(0);

  await page.getByRole("link", { name: "Edit" }).click();
  await alive(page);
  await page.getByRole("textbox", { name: "Redirect URL 2" }).fill("");
  await page.getByLabel("Skip User Consent").check();
  await page.getByLabel("Confidential Client").check();
  await page.getByRole("button", { name: "Save and Close" }).click();
  await expectToast(page, "Saved successfully");
  await expect(page.getByRole("region", { name: "Properties" }).getByText("http://localhost:8080/cb")).toHaveCount(0);
  await expect(page.getByRole("region", { name: "Properties" }).getByText("https://portal.example/cb")).toBeVisible();
  // Now that it can keep a secret, it gets one.
  await page.getByRole("link", { name: "Rotate Secret" }).click();
  await alive(page);
  const rotate = dialog(page, "Rotate Secret");
  await rotate.getByRole("button", { name: "Rotate Secret" }).click();
  expect(await rotate.getByLabel("Client Secret", { exact: true }).inputValue()).toMatch(/^lk_/);
});

test("from its own page it is deactivated, rotated and deleted", async ({ page, administrator, person, addApplications }) => {
  const name = `Own page ${unique()}`;
  await addApplications(person, name);
  await signIn(page, administrator);
  await goto(page, `${grid}?name=${encodeURIComponent(name)}`);
  await page.getByRole("link", { name, exact: true }).click();
  await page.getByRole("link", { name: "Deactivate" }).click();
  await alive(page);
  await dialog(page, "Deactivate OAuth Application").getByRole("button", { name: "Yes, do it" }).click();
  await expectToast(page, "Deactivated successfully");
  await expect(page.getByRole("heading", { name })).toContainText("Inactive");
  await page.getByRole("link", { name: "Rotate Secret" }).click();
  await alive(page);
  const rotate = dialog(page, "Rotate Secret");
  await rotate.getByRole("button", { name: "Rotate Secret" }).click();
  await expect(rotate.getByText("The secret has been rotated.")).toBeVisible();
  await rotate.getByText("Close", { exact: true }).last().click();
  await expect(page.getByText(/^Ended/)).toBeVisible();
  await page.getByRole("link", { name: "Delete" }).click();
  await alive(page);
  await dialog(page, "Delete OAuth Application").getByRole("button", { name: "Yes, Delete" }).click();
  await expectToast(page, "Deleted successfully");
  await expect(page).toHaveURL(/\/oauth-applications$/);
});

test("a customer-user manager does the same for the users of customers", async ({ page, server }) => {
  const password = "admin-demo-password";
  await signIn(page, { name: "Maria Lopez", email: "maria.lopez@example.com", password });
  await goto(page, "/customer-oauth-applications/new");
  const name = `For Brian ${unique()}`;
  await page.getByLabel("Application Name").fill(name);
  await page.getByLabel("Grant Type").selectOption({ label: "Client Credentials" });
  await page.getByLabel("Customer User", { exact: true }).fill("Brian Fox");
  await page.getByRole("button", { name: "Save and Close" }).click();
  await expect(page.getByText("OAuth application has been created.")).toBeVisible();
  const token = await page.getByLabel("Temporary access token", { exact: true }).inputValue();
  const answer = await page.request.get("/api/me", { headers: { Authorization: `Bearer ${token}` }, failOnStatusCode: false });
  expect(answer.status(), "a token of the customer side does not open the back office's API").not.toBe(200);
  await expect(async () => expect((await server.mailsTo("brian.fox@example.com")).length).toBeGreaterThan(0)).toPass();
});
