// Acting for somebody else a while after one signed in: with the password, or with a code of whoever has a second factor.
import { execFileSync } from "node:child_process";
import { addApp, codeOf } from "../fixtures/factors.ts";
import { openRecord } from "../fixtures/records.ts";
import type { Server } from "../fixtures/server.ts";
import { alive, expect, goto, signIn, test, type Person } from "../fixtures/test.ts";
import type { Page } from "@playwright/test";

/** As if everybody had signed in twenty minutes ago. */
function later(server: Server): void {
  const change = "UPDATE sessions SET authenticated_at = authenticated_at - 1200";
  const script = "import sqlite3, sys; db = sqlite3.connect(sys.argv[1], 10); db.execute(sys.argv[2]); db.commit()";
  execFileSync("python3", ["-c", script, server.path("latchkey.db"), change]);
}

/** Opens the dialog that adds an application to somebody else's. */
async function openDialog(page: Page, person: Person): Promise<void> {
  await openRecord(page, "/users", person.name);
  await page.getByRole("link", { name: "Add Application" }).first().click();
  await expect(page.getByRole("dialog")).toBeVisible();
  await alive(page);
  await page.getByRole("dialog").getByLabel("Application Name").fill("For somebody else");
}

const create = async (page: Page): Promise<void> =>
  page.getByRole("dialog").getByRole("button", { name: "Create", exact: true }).click();

test("the password is asked for again", async ({ page, administrator, person, server, guard }) => {
  guard.expectStatus(422);
  await signIn(page, administrator);
  later(server);
  await openDialog(page, person);
  await page.getByLabel("Your Password").fill("a wrong guess");
  await create(page);
  await expect(page.getByText("This is not your current password.")).toBeVisible();
  expect(await page.content()).not.toContain("a wrong guess");
  await page.getByLabel("Your Password").fill(administrator.password);
  await create(page);
  await expect(page.locator("#client-secret")).toBeVisible();
});

test("a code is asked for of whoever has a second factor, and the password is not enough", async ({
  page,
  administrator,
  person,
  server,
  guard,
}) => {
  guard.expectStatus(422);
  await signIn(page, administrator);
  const { secret } = await addApp(page);
  later(server);
  await openDialog(page, person);
  await expect(page.getByLabel("Your Password")).toHaveCount(0);
  await page.getByLabel("Code", { exact: true }).fill(administrator.password);
  await create(page);
  await expect(page.getByText("This code is wrong, too old, or was used already.")).toBeVisible();
  await page.getByLabel("Code", { exact: true }).fill(codeOf(secret));
  await create(page);
  await expect(page.locator("#client-secret")).toBeVisible();
  await goto(page, "/my-user/security");
  await page.getByRole("link", { name: "Remove Authenticator App" }).click();
  await alive(page);
  await expect(page.getByLabel("Code", { exact: true })).toHaveCount(0);
  await page.getByRole("button", { name: "Remove Authenticator App" }).click();
  await expect(page.getByRole("link", { name: "Set Up Authenticator App" })).toBeVisible();
});
