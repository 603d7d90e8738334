// The section Messages on the page of a user or customer user: what mail programs attached, seen and deleted.
import type { Locator, Page } from "@playwright/test";
import { attachMessages } from "../fixtures/messages.ts";
import { dialog, expectToast } from "../fixtures/pages.ts";
import { openRecord } from "../fixtures/records.ts";
import { alive, createUser, expect, goto, signIn, test } from "../fixtures/test.ts";

const section = (page: Page): Locator => page.getByRole("region", { name: "Messages" });
const subjects = (page: Page): Locator => section(page).getByRole("heading", { level: 3 });

test("an empty section says what would fill it", async ({ page, administrator, person }) => {
  await signIn(page, administrator);
  await openRecord(page, "/users", person.name);
  await expect(section(page).getByText("There are no messages")).toBeVisible();
  await expect(section(page)).toContainText("Email Addon API");
});

test("a message is shown with who attached it, and never as HTML", async ({ page, administrator, person, server }) => {
  await signIn(page, administrator);
  const path = await attachMessages(page.request, server, administrator, person.email, ["<i>Order</i> 4711"]);
  await goto(page, path);
  await expect(subjects(page)).toHaveText(["<i>Order</i> 4711"]);
  const message = section(page).getByRole("article");
  await expect(message).toContainText("Grace Hopper <grace@example.com>");
  await expect(message).toContainText("Support <support@example.com>, sales@example.com");
  await expect(message).toContainText("our orders arrive twice.");
  await expect(message).toContainText(`Attached by ${administrator.name} with Mail Panel`);
});

test("a long list comes in parts, newest first", async ({ page, administrator, person, server }) => {
  await signIn(page, administrator);
  const all = Array.from({ length: 12 }, (_, number) => `Message ${number + 1}`);
  const path = await attachMessages(page.request, server, administrator, person.email, all);
  await goto(page, path);
  const newestFirst = all.toReversed();
  await expect(subjects(page)).toHaveText(newestFirst.slice(0, 10));
  await section(page).getByRole("link", { name: "Older messages" }).click();
  await expect(subjects(page)).toHaveText(newestFirst.slice(10));
  await expect(page).toHaveURL(/messages=/);
  await page.reload();
  await alive(page);
  await expect(subjects(page)).toHaveText(newestFirst.slice(10));
  await section(page).getByRole("link", { name: "Newest messages" }).click();
  await expect(subjects(page)).toHaveText(newestFirst.slice(0, 10));
});

test("a message is deleted, or not", async ({ page, administrator, person, server }) => {
  await signIn(page, administrator);
  const path = await attachMessages(page.request, server, administrator, person.email, ["Keep me", "Delete me"]);
  await goto(page, path);
  const ask = async () => {
    await section(page).getByRole("link", { name: "Delete the message Delete me" }).click();
    await expect(dialog(page, "Delete Message")).toContainText("Delete me");
    await alive(page);
  };
  await ask();
  await dialog(page, "Delete Message").getByRole("link", { name: "Cancel" }).click();
  await expect(dialog(page, "Delete Message")).toHaveCount(0);
  await expect(subjects(page)).toHaveText(["Delete me", "Keep me"]);
  await ask();
  await dialog(page, "Delete Message").getByRole("button", { name: "Yes, Delete" }).click();
  await expectToast(page, "Deleted successfully");
  await expect(subjects(page)).toHaveText(["Keep me"]);
});

test("the administrator of a customer sees what is attached to its users", async ({ page, administrator, server }) => {
  await signIn(page, administrator);
  const subject = `For Brian ${Date.now()}`;
  const path = await attachMessages(page.request, server, administrator, "brian.fox@example.com", [subject]);
  await page.context().clearCookies();
  const amanda = { name: "Amanda Cole", email: "amanda.cole@example.com", password: "admin-demo-password" };
  await signIn(page, amanda);
  await goto(page, path);
  const message = section(page).getByRole("article").filter({ hasText: subject });
  await expect(message).toBeVisible();
  await expect(message).not.toContainText(administrator.name);
});

test("who may not delete is offered nothing", async ({ page, administrator, server, guard }) => {
  guard.expectStatus(404);
  await signIn(page, administrator);
  const other = await createUser(server, "User", ["Acme"]);
  const path = await attachMessages(page.request, server, administrator, other.email, ["Secret"]);
  await page.context().clearCookies();
  const stranger = await createUser(server, "User", ["Acme"]);
  await signIn(page, stranger);
  await goto(page, path);
  await expect(page.locator(".missing")).toBeVisible();
  await expect(page.getByText("Secret")).toHaveCount(0);
});

test("one's own are on My User, with one's roles, and are deleted there", async ({ page, administrator, server }) => {
  await signIn(page, administrator);
  await goto(page, "/my-user");
  await expect(page.getByRole("definition").getByRole("link", { name: "Administrator" })).toBeVisible();
  // Nobody misses them where there are none.
  await expect(section(page)).toHaveCount(0);
  await attachMessages(page.request, server, administrator, administrator.email, ["Keep me", "Delete me"]);
  await goto(page, "/my-user");
  await expect(subjects(page)).toHaveText(["Delete me", "Keep me"]);
  await section(page).getByRole("link", { name: "Delete the message Delete me" }).click();
  await expect(dialog(page, "Delete Message")).toContainText("Delete me");
  await alive(page);
  await dialog(page, "Delete Message").getByRole("button", { name: "Yes, Delete" }).click();
  await expectToast(page, "Deleted successfully");
  await expect(page).toHaveURL(/\/my-user$/);
  await expect(subjects(page)).toHaveText(["Keep me"]);
});

test("who may see nobody sees their own roles", async ({ page, person }) => {
  await signIn(page, person);
  await goto(page, "/my-user");
  const roles = page.getByRole("term").filter({ hasText: "Roles" });
  await expect(roles).toBeVisible();
  await expect(page.getByRole("definition").getByText("User", { exact: true })).toBeVisible();
});
