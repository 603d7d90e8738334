// Who let an application in, on the application's page, and taking it back for them.
import { addAsking, asks, exchange } from "../fixtures/asking.ts";
import { expectToast } from "../fixtures/pages.ts";
import { alive, callApi, expect, goto, signIn, test } from "../fixtures/test.ts";

test("an administrator sees who let it in, and takes it back", async ({ page, administrator, person, request }) => {
  const asking = await addAsking(page, administrator);
  await page.context().clearCookies();
  await signIn(page, person);
  await goto(page, asks(asking));
  await page.getByRole("button", { name: "Grant" }).click();
  await page.waitForURL((url) => url.pathname === "/healthz");
  const tokens = await exchange(request, asking, new URL(page.url()).searchParams.get("code") ?? "");

  await signIn(page, administrator);
  await goto(page, `/oauth-applications?client_id_operator=equals&client_id=${asking.id}`);
  await page.getByRole("link", { name: asking.name }).first().click();
  await expect(page.getByRole("heading", { name: "Tokens and Consents" })).toBeVisible();
  await alive(page);
  await expect(page.getByText("1 person has let it in.")).toBeVisible();
  await page.getByRole("searchbox", { name: "Name or email" }).fill("nobody at all");
  await page.getByRole("button", { name: "Find" }).click();
  await expect(page.getByText("Nobody has let this application in, or nobody by this name.")).toBeVisible();
  await alive(page);
  await page.getByRole("searchbox", { name: "Name or email" }).fill(person.email.toUpperCase());
  await page.getByRole("button", { name: "Find" }).click();
  await alive(page);
  await page.getByRole("button", { name: `Revoke what ${person.name} let it do` }).click();
  await expectToast(page, "Access revoked");
  await expect(page.getByText("Nobody has let this application in, or nobody by this name.")).toBeVisible();
  expect(await callApi(request, tokens.access_token)).toBe(401);
});
