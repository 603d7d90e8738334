// The way the product is for: from the sign-in page to a program that calls the API.
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { dialog, expectNames, row, shown, shownOnce } from "../fixtures/pages.ts";
import { accessToken, alive, callApi, expect, goto, signIn, test } from "../fixtures/test.ts";

const run = promisify(execFile);

test("a person signs in, adds an application, and its program calls the API", async ({ page, person, request }) => {
  await goto(page, "/");
  await expect(page).toHaveURL(/\/sign-in/);
  await page.getByLabel("Email").fill(person.email);
  await page.getByLabel("Password").fill(person.password);
  await page.getByRole("button", { name: "Sign In" }).click();
  await expect(page.getByRole("heading", { name: "My User" })).toBeVisible();
  await alive(page);
  await expect(page.getByText("There are no OAuth applications")).toBeVisible();

  await page.getByRole("link", { name: "Add Application" }).first().click();
  const opened = dialog(page, "Create OAuth Application");
  await opened.getByLabel("Application Name").fill("Nightly export");
  await opened.getByRole("button", { name: "Create" }).click();
  await expect(opened.getByText("OAuth application has been created.")).toBeVisible();
  await expect(opened.getByText(shownOnce)).toBeVisible();
  const { id, secret } = await shown(opened);
  expect(id).toMatch(/^[0-9A-Za-z]{32}$/);
  expect(secret).toMatch(/^lk_[0-9A-Za-z]{49}$/);

  // Exactly what a developer pastes into a terminal.
  const command = await opened.locator("pre").innerText();
  const { stdout } = await run("sh", ["-c", command]);
  const { access_token: token, token_type: type } = JSON.parse(stdout) as Record<string, string>;
  expect(type).toBe("Bearer");
  expect(await callApi(request, token ?? "")).toBe(200);

  await opened.getByText("Close", { exact: true }).last().click();
  await expect(opened).toBeHidden();
  await expectNames(page, "Nightly export");
  const cells = row(page, "Nightly export");
  await expect(cells).toContainText(id);
  await expect(cells.locator("[data-label='Active']")).toHaveText("Yes");
  await expect(cells.locator("[data-label='Supported APIs']")).toHaveText("All");
});

test("what was used says when", async ({ page, person, addApplications, request }) => {
  const [used] = await addApplications(person, "Export", "Idle");
  await accessToken(request, used!);
  await signIn(page, person);
  await expect(async () => {
    await goto(page, "/my-user");
    await expect(row(page, "Export").locator("time")).toBeVisible({ timeout: 500 });
  }).toPass();
  await expect(row(page, "Idle")).toContainText("Never");
});
