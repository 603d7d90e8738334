// All applications of a side: the grid with all its filters, several at once, saved views, export.
import { dialog, expectNames, expectToast, row, rows } from "../fixtures/pages.ts";
import { accessToken, alive, callApi, expect, goto, signIn, test } from "../fixtures/test.ts";

const grid = "/oauth-applications";

test.describe("with two applications of one person", () => {
  test.beforeEach(async ({ page, administrator, person, addApplications }) => {
    await addApplications(person, "Nightly export", "Mail bridge");
    await signIn(page, administrator);
    await goto(page, `${grid}?owner=${encodeURIComponent(person.email)}&sort=name`);
    await expectNames(page, "Mail bridge", "Nightly export");
  });

  test("the grid shows whose they are and leads to each", async ({ page, person }) => {
    const cells = row(page, "Nightly export");
    await expect(cells.locator("[data-label='User']")).toHaveText(person.name);
    await expect(cells.locator("[data-label='Grant Type']")).toHaveText("Client Credentials");
    await expect(cells.locator("[data-label='Organization']")).toHaveText("Acme");
    await page.getByRole("link", { name: "Nightly export" }).click();
    await expect(page.getByRole("heading", { name: /Nightly export/ })).toContainText("Active");
    await expect(page.getByText("Does not end by itself")).toBeVisible();
  });

  test("several are deactivated at once, and their tokens die", async ({ page, request, person, addApplications }) => {
    const [used] = await addApplications(person, "Third");
    const old = await accessToken(request, used!);
    await page.reload();
    await alive(page);
    await page.getByLabel("Choose Third").check();
    await page.getByLabel("Choose Mail bridge").check();
    await page.getByRole("button", { name: "Deactivate", exact: true }).click();
    const asked = dialog(page, "Deactivate applications");
    await expect(asked.getByRole("listitem")).toHaveText(["Mail bridge", "Third"]);
    await alive(page);
    await asked.getByRole("button", { name: "Yes, do it" }).click();
    await expectToast(page, "Deactivated successfully");
    await expect(row(page, "Third").locator("[data-label='Active']")).toHaveText("No");
    await expect(row(page, "Mail bridge").locator("[data-label='Active']")).toHaveText("No");
    await expect(row(page, "Nightly export").locator("[data-label='Active']")).toHaveText("Yes");
    expect(await callApi(request, old)).toBe(401);
  });

  test("several are deleted at once", async ({ page }) => {
    await page.getByLabel("Choose Nightly export").check();
    await page.getByLabel("Choose Mail bridge").check();
    await page.getByRole("button", { name: "Delete", exact: true }).click();
    await alive(page);
    await dialog(page, "Delete applications").getByRole("button", { name: "Yes, Delete" }).click();
    await expectToast(page, "2 applications deleted");
    await expect(page.getByText("No applications match")).toBeVisible();
  });

  test("a view is saved under a name, opened and deleted", async ({ page, hydrated }) => {
    const views = page.getByRole("button", { name: "Views" });
    await views.click();
    await page.getByLabel("Name of the view").fill("Robin's");
    await page.getByRole("button", { name: "Save View" }).click();
    await expectToast(page, "The view has been saved.");
    await goto(page, grid);
    await views.click();
    await page.getByRole("link", { name: "Robin's" }).click();
    await expectNames(page, "Mail bridge", "Nightly export");
    await expect(page).toHaveURL(/sort=name/);
    if (!hydrated) await views.click();
    await goto(page, grid);
    await views.click();
    await page.getByRole("button", { name: "Delete the view Robin's" }).click();
    await expectToast(page, "The view has been deleted.");
  });

  test("columns are chosen, and the choice is in the address", async ({ page, hydrated }) => {
    await page.getByRole("button", { name: "Columns" }).click();
    await page.getByRole("checkbox", { name: "Client ID", exact: true }).uncheck();
    if (!hydrated) {
      await page.keyboard.press("Escape");
      await page.getByRole("button", { name: "Apply" }).click();
    }
    await expect(page).toHaveURL(/column=name/);
    await expect(page.getByRole("columnheader", { name: "Client ID" })).toHaveCount(0);
    await page.reload();
    await expect(page.getByRole("columnheader", { name: "Client ID" })).toHaveCount(0);
    await expect(page.getByRole("columnheader", { name: "Grant Type" })).toHaveCount(1);
  });

  test("the same rows come as CSV", async ({ page, person }) => {
    const href = await page.getByRole("link", { name: "Export as CSV" }).getAttribute("href");
    const answer = await page.request.get(href ?? "");
    expect(answer.headers()["content-type"]).toBe("text/csv; charset=utf-8");
    const lines = (await answer.text()).trim().split("\r\n");
    expect(lines[0]).toBe("Application Name,Client ID,Active,Supported APIs,Grant Type,User,Organization,Last Used,Created");
    expect(lines.slice(1).map((line) => line.split(",")[0])).toEqual(["Mail bridge", "Nightly export"]);
    expect(lines[1]).toContain(person.email);
  });
});

test("filters of every kind narrow it down", async ({ page, administrator, person, addApplications, request }) => {
  const [used] = await addApplications(person, "Used", "Idle");
  await accessToken(request, used!);
  await signIn(page, administrator);
  const mine = `owner=${encodeURIComponent(person.email)}&sort=name`;
  await expect(async () => {
    await goto(page, `${grid}?${mine}&last_used_at=never`);
    await expectNames(page, "Idle");
  }).toPass();
  for (const [query, names] of [
    ["last_used_at=after&last_used_at_day=2026-01-01", ["Used"]],
    ["last_used_at=unused&last_used_at_days=1", []],
    [`client_id_operator=equals&client_id=${used!.id}`, ["Used"]],
    ["grant=device", []],
    ["grant=client_credentials", ["Idle", "Used"]],
    ["apis=scim", ["Idle", "Used"]],
    ["status=inactive", []],
    ["created_at=before&created_at_day=2026-01-01", []],
  ] as const) {
    await goto(page, `${grid}?${mine}&${query}`);
    if (names.length > 0) await expectNames(page, ...names);
    else await expect(page.getByText("No applications match")).toBeVisible();
    await expect(rows(page)).toHaveCount(names.length);
  }
});

test("those who see only their own have no such page", async ({ page, person, guard }) => {
  guard.expectStatus(403);
  await signIn(page, person);
  await goto(page, grid);
  await expect(page.getByText("You are not allowed to do this.").first()).toBeVisible();
  await goto(page, `${grid}/new`);
  await expect(page.getByText("You are not allowed to do this.").first()).toBeVisible();
  const answer = await page.request.get(`/export${grid}.csv`, { failOnStatusCode: false });
  expect(answer.status()).toBe(403);
});
