// Who failed to sign in, and letting somebody in again who failed too often.
import { expectToast, rows } from "../fixtures/pages.ts";
import { openRecord } from "../fixtures/records.ts";
import { expect, goto, signIn, test } from "../fixtures/test.ts";

test("an administrator sees who failed too often, and unlocks them", async ({ page, person, administrator, server }) => {
  for (let tries = 0; tries < 10; tries += 1) {
    const answer = await page.request.post("/sign-in", {
      form: { email: person.email, password: "a wrong guess" },
      headers: { Origin: server.url },
    });
    expect(answer.status()).toBe(401);
  }
  await signIn(page, administrator);
  await openRecord(page, "/users", person.name);
  await expect(page.getByText("Locked until:")).toBeVisible();
  const latest = page.getByRole("region", { name: "Latest attempts to sign in" });
  await expect(latest.getByText("Wrong password")).toHaveCount(10);
  await page.getByRole("button", { name: "Unlock" }).click();
  await expectToast(page, "The account has been unlocked.");
  await expect(page.getByText("Locked until:")).toHaveCount(0);
  await page.getByRole("link", { name: "All of them" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Login Attempts" })).toBeVisible();
  await expect(rows(page)).toHaveCount(10);
  await goto(page, `/login-attempts?email=${encodeURIComponent(person.email)}&result=success`);
  await expect(page.getByText("No attempts match")).toBeVisible();
  await goto(page, `/customer-user-login-attempts?email=${encodeURIComponent(person.email)}`);
  await expect(page.getByText("No attempts match")).toBeVisible();
});
