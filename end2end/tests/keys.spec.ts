// What the pages say about the signing keys, and to whom.
import { chmod, rename } from "node:fs/promises";
import { create, keysMissing } from "../fixtures/pages.ts";
import { accessToken, expect, goto, signIn, test, token } from "../fixtures/test.ts";

test("missing keys are said, and applications can still be added", async ({
  page,
  person,
  server,
  addApplications,
  request,
}) => {
  const [made] = await addApplications(person, "Patient");
  await signIn(page, person);
  await goto(page, "/my-user");
  await expect(page.getByText(keysMissing)).toHaveCount(0);

  await rename(server.path("oauth_private.key"), server.path("away.key"));
  try {
    await expect(async () => {
      await goto(page, "/my-user");
      await expect(page.getByText(keysMissing)).toBeVisible({ timeout: 500 });
    }).toPass();
    const answer = await token(request, made!);
    expect(answer.status()).toBe(503);
    expect(await answer.json()).toMatchObject({ error: "temporarily_unavailable" });
    await create(page, "Added meanwhile");
  } finally {
    await rename(server.path("away.key"), server.path("oauth_private.key"));
  }
  await expect.poll(async () => (await token(request, made!)).status()).toBe(200);
});

test("a key that others can read is told to administrators only", async ({
  page,
  browser,
  person,
  administrator,
  server,
  addApplications,
  request,
}) => {
  const [made] = await addApplications(person, "Works on");
  await signIn(page, administrator);
  await chmod(server.path("oauth_private.key"), 0o644);
  try {
    await expect(async () => {
      await goto(page, "/my-user");
      await expect(page.getByText(/chmod 600 .*oauth_private\.key/)).toBeVisible({ timeout: 500 });
    }).toPass();
    const theirs = await browser.newContext({ baseURL: server.url });
    const other = await theirs.newPage();
    await signIn(other, person);
    await other.goto("/my-user");
    await expect(other.getByRole("heading", { name: "OAuth Applications" })).toBeVisible();
    await expect(other.getByText(/chmod/)).toHaveCount(0);
    await theirs.close();
    await accessToken(request, made!);
  } finally {
    await chmod(server.path("oauth_private.key"), 0o600);
  }
});
