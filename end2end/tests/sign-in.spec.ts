// The door: who gets in, what the others are told, and where one ends up.
import type { Page } from "@playwright/test";
import { alive, expect, goto, signIn, test } from "../fixtures/test.ts";

const refused = "The email or the password is not correct.";

async function type(page: Page, email: string, password: string): Promise<void> {
  await page.getByLabel("Email").fill(email);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Sign In" }).click();
}

test("a wrong password and an unknown email are told the same, and can be corrected", async ({
  page,
  person,
  guard,
}) => {
  guard.expectStatus(401);
  await goto(page, "/sign-in");
  await type(page, "nobody@example.com", person.password);
  await expect(page.getByText(refused)).toBeVisible();
  await expect(page.getByLabel("Email")).toHaveValue("nobody@example.com");
  await type(page, person.email, "wrong password");
  await expect(page.getByText(refused)).toBeVisible();
  // The page is written without it, so that no history or cache has it.
  expect(await page.content()).not.toContain("wrong password");
  await type(page, person.email, person.password);
  await expect(page).toHaveURL(/\/my-user$/);
});

test("empty fields are named", async ({ page, guard }) => {
  guard.expectStatus(422);
  await goto(page, "/sign-in");
  await page.getByRole("button", { name: "Sign In" }).click();
  await expect(page.getByText("This value should not be blank.")).toHaveCount(2);
});

test("guessing is slowed down, for this account only", async ({ page, person, administrator, server, guard }) => {
  guard.expectStatus(401, 429);
  let tries = 0;
  for (let status = 0; status !== 429 && tries < 30; tries += 1) {
    const answer = await page.request.post("/sign-in", {
      form: { email: person.email, password: "a wrong guess" },
      headers: { Origin: server.url },
    });
    status = answer.status();
  }
  expect(tries).toBeLessThan(30);
  await goto(page, "/sign-in");
  const tooMany = page.getByText(/Too many failed attempts\. Please try again in \d+/);
  await type(page, person.email, person.password);
  await expect(tooMany).toBeVisible();
  await type(page, administrator.email, administrator.password);
  await expect(page).toHaveURL(/\/my-user$/);
});

test("one gets to where one wanted to go", async ({ page, person }) => {
  await goto(page, "/my-sessions?x=1");
  await expect(page).toHaveURL(/\/sign-in\?next=/);
  await type(page, person.email, person.password);
  await expect(page).toHaveURL(/\/my-sessions\?x=1$/);
});

for (const target of ["//evil.example/", "https://evil.example/", "/\\evil.example", "javascript:alert(1)"]) {
  test(`never to ${target}`, async ({ page, person, server }) => {
    await goto(page, `/sign-in?next=${encodeURIComponent(target)}`);
    await type(page, person.email, person.password);
    await expect(page.getByRole("heading", { name: "My User" })).toBeVisible();
    expect(page.url()).toBe(`${server.url}/my-user`);
  });
}

test("signing out ends the session, also for the back button", async ({ page, context, person }) => {
  await signIn(page, person);
  const cookies = await context.cookies();
  await goto(page, "/my-user");
  await page.getByRole("button", { name: person.name }).click();
  await page.getByRole("button", { name: "Sign Out" }).click();
  await expect(page).toHaveURL(/\/sign-in/);
  await goto(page, "/my-user");
  await expect(page).toHaveURL(/\/sign-in\?next=/);
  await context.addCookies(cookies);
  await goto(page, "/my-user");
  await expect(page).toHaveURL(/\/sign-in\?next=/);
});

test("the session's cookie is out of reach of scripts", async ({ page, context, person }) => {
  await signIn(page, person);
  const cookie = (await context.cookies()).find(({ name }) => name.endsWith("latchkey_session"));
  expect(cookie).toMatchObject({ httpOnly: true, sameSite: "Lax", path: "/" });
});

test("a form from another site is refused", async ({ page, person, server }) => {
  const answer = await page.request.post(`${server.url}/sign-in`, {
    form: { email: person.email, password: person.password },
    headers: { Origin: "https://evil.example" },
    maxRedirects: 0,
  });
  expect(answer.status()).toBe(403);
  expect(answer.headers()["set-cookie"] ?? "").not.toContain("latchkey_session");
});

test("who is signed in is not asked again", async ({ page, person }) => {
  await signIn(page, person);
  await page.goto("/sign-in");
  await expect(page).toHaveURL(/\/my-user$/);
  await alive(page);
});
