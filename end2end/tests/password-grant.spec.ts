// The switch with which an application may ask for tokens with the password of people, and its warning.
import { addAsking, type Asking } from "../fixtures/asking.ts";
import { expectToast } from "../fixtures/pages.ts";
import { Server } from "../fixtures/server.ts";
import { createUser, expect, goto, signIn, test } from "../fixtures/test.ts";
import type { APIRequestContext, Page } from "@playwright/test";

async function open(page: Page, asking: Asking): Promise<void> {
  await goto(page, `/oauth-applications?client_id_operator=equals&client_id=${asking.id}`);
  await page.getByRole("link", { name: asking.name }).first().click();
}

async function ask(request: APIRequestContext, asking: Asking, username: string, password: string) {
  const form = { grant_type: "password", username, password, client_id: asking.id, client_secret: asking.secret };
  const answer = await request.post("/oauth2/token", { form });
  return (await answer.json()) as { error?: string; access_token?: string };
}

test("the password grant is switched on and off, and whoever sees it is warned", async ({
  page,
  administrator,
  person,
  request,
}) => {
  const asking = await addAsking(page, administrator);
  expect((await ask(request, asking, person.email, person.password)).error).toBe("unauthorized_client");
  await open(page, asking);
  await expect(page.getByText("Allowed: the application sees the passwords of people")).toHaveCount(0);
  await page.getByRole("link", { name: "Keys and Lifetimes" }).click();
  await expect(page.getByText("The application sees the passwords of people, and so does whoever")).toBeVisible();
  const box = page.getByRole("checkbox", { name: "Allow the password grant" });
  await expect(box).not.toBeChecked();
  await box.check();
  await page.getByRole("button", { name: "Save and Close" }).click();
  await expectToast(page, "Saved successfully");
  await expect(page.getByText("Allowed: the application sees the passwords of people")).toBeVisible();
  expect((await ask(request, asking, person.email, person.password)).access_token).toBeTruthy();
  expect((await ask(request, asking, person.email, "another password")).error).toBe("invalid_grant");

  // It is where its person sees and ends it.
  await signIn(page, person);
  await goto(page, "/my-user");
  await expect(page.getByRole("row").filter({ hasText: asking.name })).toBeVisible();

  await signIn(page, administrator);
  await open(page, asking);
  await page.getByRole("link", { name: "Keys and Lifetimes" }).click();
  await expect(box).toBeChecked();
  await box.uncheck();
  await page.getByRole("button", { name: "Save and Close" }).click();
  await expectToast(page, "Saved successfully");
  expect((await ask(request, asking, person.email, person.password)).error).toBe("unauthorized_client");
});

for (const [locale, warning] of [
  ["de-DE", "Die Anwendung sieht die Passwörter der Menschen, und ebenso, wer in sie einbricht."],
  ["fr-FR", "L’application voit les mots de passe des personnes, tout comme quiconque s’y introduit."],
] as const) {
  test(`the warning is told in ${locale}`, async ({ page, administrator, browser, server, hydrated }) => {
    const asking = await addAsking(page, administrator);
    await open(page, asking);
    await page.getByRole("link", { name: "Keys and Lifetimes" }).click();
    await expect(page.getByRole("heading", { name: "Keys and Lifetimes" })).toBeVisible();
    const address = new URL(page.url()).pathname;
    const context = await browser.newContext({ locale, baseURL: server.url, javaScriptEnabled: hydrated });
    const other = await context.newPage();
    await signIn(other, administrator);
    await other.goto(address);
    await expect(other.getByText(warning)).toBeVisible();
    await context.close();
  });
}

test("a server without the password grant does not offer it", async ({ page }) => {
  const server = await Server.start({ LATCHKEY_TOKENS__PASSWORD_GRANT: "false" });
  try {
    const administrator = await createUser(server, "Administrator", ["Acme"]);
    await goto(page, `${server.url}/sign-in`);
    await page.getByLabel("Email").fill(administrator.email);
    await page.getByLabel("Password", { exact: true }).fill(administrator.password);
    await page.getByRole("button", { name: "Sign In" }).click();
    await expect(page).not.toHaveURL(/sign-in/);
    await goto(page, `${server.url}/oauth-applications/new`);
    await page.getByLabel("Application Name").fill("Portal");
    await page.getByLabel("Grant Type").selectOption({ label: "Authorization Code" });
    await page.getByRole("textbox", { name: "Redirect URL 1" }).fill(`${server.url}/healthz`);
    await page.getByRole("button", { name: "Save and Close" }).click();
    await expect(page.getByText("OAuth application has been created.")).toBeVisible();
    await goto(page, `${server.url}/oauth-applications`);
    await page.getByRole("link", { name: "Portal" }).first().click();
    await page.getByRole("link", { name: "Keys and Lifetimes" }).click();
    await expect(page.getByRole("checkbox", { name: "Require DPoP" })).toBeVisible();
    await expect(page.getByRole("checkbox", { name: "Allow the password grant" })).toHaveCount(0);
  } finally {
    await server.stop();
  }
});
