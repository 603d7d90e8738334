// Every refusal of the form stands under its field, keeps what was typed, and can be corrected in place.
import { create, expectNames, openCreate, row } from "../fixtures/pages.ts";
import { expect, signIn, test } from "../fixtures/test.ts";

test.beforeEach(async ({ page, person, guard }) => {
  guard.expectStatus(422);
  await signIn(page, person);
});

for (const [what, typed] of [
  ["an empty name", ""],
  ["a name of blanks", "   "],
  ["a name of no-break spaces", "\u{a0}\u{a0}"],
] as const) {
  test(`${what} is refused and corrected in place`, async ({ page }) => {
    const opened = await openCreate(page);
    const name = opened.getByLabel("Application Name");
    await name.fill(typed);
    await opened.getByRole("button", { name: "Create" }).click();
    await expect(opened.getByText("This value should not be blank.")).toBeVisible();
    await expect(name).toHaveAttribute("aria-invalid", "true");
    await expect(name).toHaveAccessibleDescription(/This value should not be blank\./);

    await name.fill("Corrected");
    await opened.getByRole("button", { name: "Create" }).click();
    await expect(opened.getByText("OAuth application has been created.")).toBeVisible();
  });
}

test("a name of 256 characters is refused, one of 255 is not", async ({ page }) => {
  const opened = await openCreate(page);
  const name = opened.getByLabel("Application Name");
  await name.evaluate((input) => input.removeAttribute("maxlength"));
  await name.fill("é".repeat(256));
  await opened.getByRole("button", { name: "Create" }).click();
  await expect(opened.getByText("This value is too long. It should have 255 characters or less.")).toBeVisible();
  await expect(name).toHaveValue("é".repeat(256));

  await name.fill("é".repeat(255));
  await opened.getByRole("button", { name: "Create" }).click();
  await expect(opened.getByText("OAuth application has been created.")).toBeVisible();
});

test("a name that is taken is refused, whatever its case", async ({ page, person, addApplications }) => {
  await addApplications(person, "Billing");
  const opened = await openCreate(page);
  const name = opened.getByLabel("Application Name");
  await name.fill(" billing ");
  await opened.getByRole("button", { name: "Create" }).click();
  await expect(opened.getByText("The application with the given name already exists.")).toBeVisible();

  await name.fill("Billing 2");
  await opened.getByRole("button", { name: "Create" }).click();
  await expect(opened.getByText("OAuth application has been created.")).toBeVisible();
});

test("somebody else's name is not taken", async ({ page, administrator, addApplications }) => {
  await addApplications(administrator, "Billing");
  await create(page, "Billing");
});

test("no API is refused, and what was typed stays", async ({ page }) => {
  const opened = await openCreate(page);
  await expect(opened.getByLabel("Support all APIs")).toBeChecked();
  await expect(opened.getByLabel("JSON:API")).toBeHidden();
  await opened.getByLabel("Application Name").fill("Choosy");
  await opened.getByLabel("Active").uncheck();
  await opened.getByLabel("Support all APIs").uncheck();
  await opened.getByRole("button", { name: "Create" }).click();
  await expect(opened.getByText("Select at least one API.")).toBeVisible();
  await expect(opened.getByLabel("Application Name")).toHaveValue("Choosy");
  await expect(opened.getByLabel("Active")).not.toBeChecked();
  await expect(opened.getByLabel("Support all APIs")).not.toBeChecked();

  await opened.getByLabel("SCIM").check();
  await opened.getByRole("button", { name: "Create" }).click();
  await expect(opened.getByText("OAuth application has been created.")).toBeVisible();
  await opened.getByText("Close", { exact: true }).last().click();
  await expectNames(page, "Choosy");
  await expect(row(page, "Choosy").locator("[data-label='Supported APIs']")).toHaveText("SCIM");
  await expect(row(page, "Choosy").locator("[data-label='Active']")).toHaveText("No");
});

test("markup in a name is text", async ({ page }) => {
  const name = `<img src=x onerror="document.title='owned'"> & "quotes"`;
  await create(page, name);
  await page.goto("/my-user");
  await expectNames(page, name);
  expect(await page.title()).not.toBe("owned");
});
