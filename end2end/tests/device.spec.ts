// Letting a device in: it shows a code, and its owner types it elsewhere.
import { addAsking } from "../fixtures/asking.ts";
import { alive, expect, goto, signIn, test } from "../fixtures/test.ts";

test("a device shows a code, its owner types it and lets it in", async ({ page, administrator, person, request, guard }) => {
  const device = await addAsking(page, administrator, `Television ${crypto.randomUUID().slice(0, 8)}`, "Device");
  const form = { client_id: device.id, client_secret: device.secret };
  const answer = await request.post("/oauth2/device_authorization", { form });
  const codes = (await answer.json()) as { device_code: string; user_code: string };

  await page.context().clearCookies();
  await goto(page, "/device");
  // One signs in first, and comes back.
  await page.getByLabel("Email").fill(person.email);
  await page.getByLabel("Password").fill(person.password);
  await page.getByRole("button", { name: "Sign In" }).click();
  await expect(page.getByRole("heading", { name: "Let a device in" })).toBeVisible();
  await alive(page);

  guard.expectStatus(404);
  await page.getByLabel("Code").fill("BCDF-GHJK");
  await page.getByRole("button", { name: "Go on" }).click();
  await expect(page.getByText("There is no such code, or it has ended.")).toBeVisible();
  await expect(page.getByLabel("Code")).toHaveValue("BCDF-GHJK");
  await page.getByLabel("Code").fill(codes.user_code.toLowerCase());
  await page.getByLabel("Code").press("Enter");
  await expect(page.getByRole("heading", { name: `"${device.name}" wants to access your account.` })).toBeVisible();
  await expect(page.getByText(codes.user_code, { exact: true })).toBeVisible();
  await alive(page);
  await page.getByRole("button", { name: "Grant" }).click();
  await expect(page.getByRole("heading", { name: "The device is let in" })).toBeVisible();

  const grant_type = "urn:ietf:params:oauth:grant-type:device_code";
  const tokens = await request.post("/oauth2/token", { form: { ...form, grant_type, device_code: codes.device_code } });
  expect(tokens.status(), await tokens.text()).toBe(200);
  await goto(page, "/my-user");
  await expect(page.getByRole("row").filter({ hasText: device.name })).toBeVisible();
});

test("whoever cancels gives nothing away", async ({ page, administrator, request }) => {
  const device = await addAsking(page, administrator, `Television ${crypto.randomUUID().slice(0, 8)}`, "Device");
  const form = { client_id: device.id, client_secret: device.secret };
  const answer = await request.post("/oauth2/device_authorization", { form });
  const codes = (await answer.json()) as { device_code: string; verification_uri_complete: string };
  await signIn(page, administrator);
  await goto(page, codes.verification_uri_complete);
  await page.getByRole("button", { name: "Cancel" }).click();
  await expect(page.getByRole("heading", { name: "The device is not let in" })).toBeVisible();
  const grant_type = "urn:ietf:params:oauth:grant-type:device_code";
  const tokens = await request.post("/oauth2/token", { form: { ...form, grant_type, device_code: codes.device_code } });
  expect(((await tokens.json()) as { error: string }).error).toBe("access_denied");
});
