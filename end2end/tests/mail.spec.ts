// The owner hears of a new application, and the mail holds nothing a thief could use.
import { create, openCreate } from "../fixtures/pages.ts";
import { expect, signIn, test } from "../fixtures/test.ts";

test("the owner gets a mail without the Client ID and the secret", async ({ page, person, server }) => {
  await signIn(page, person);
  const { id, secret } = await create(page, "Warehouse scanner");

  await expect.poll(async () => (await server.mailsTo(person.email)).length, { timeout: 15_000 }).toBe(1);
  const [mail] = await server.mailsTo(person.email);
  expect(mail?.subject).toBe("OAuth application added to your account");
  expect(mail?.text).toContain(person.name);
  expect(mail?.text).toContain("Warehouse scanner");
  expect(mail?.text).not.toContain(id);
  expect(mail?.text).not.toContain(secret);
  expect(mail?.text).not.toContain("lk_");
});

test("a refused application sends no mail", async ({ page, person, server, guard }) => {
  guard.expectStatus(422);
  await signIn(page, person);
  const opened = await openCreate(page);
  await opened.getByRole("button", { name: "Create" }).click();
  await expect(opened.getByText("This value should not be blank.")).toBeVisible();
  await page.waitForTimeout(1_500);
  expect(await server.mailsTo(person.email)).toEqual([]);
});
