// Rotating shows a new secret once; the old one ends at once, or works on for as long as was chosen.
import { choose, dialog, shown, shownOnce } from "../fixtures/pages.ts";
import { accessToken, callApi, expect, goto, signIn, test, token } from "../fixtures/test.ts";

test.beforeEach(async ({ page, person }) => signIn(page, person));

test("at once: the old secret and its tokens end", async ({ page, person, addApplications, request }) => {
  const [old] = await addApplications(person, "Turns");
  const before = await accessToken(request, old!);
  await goto(page, "/my-user");
  await choose(page, "Turns", "Rotate Secret");
  const opened = dialog(page, "Rotate Secret");
  await opened.getByRole("button", { name: "Rotate Secret" }).click();
  await expect(opened.getByText(shownOnce)).toBeVisible();
  const fresh = await shown(opened);
  expect(fresh.id).toBe(old!.id);
  expect(fresh.secret).not.toBe(old!.secret);
  expect((await token(request, old!)).status()).toBe(401);
  expect(await callApi(request, before)).toBe(401);
  expect(await callApi(request, await accessToken(request, fresh))).toBe(200);

  await opened.getByText("Close", { exact: true }).last().click();
  await expect(opened).toBeHidden();
  expect(await page.content()).not.toContain(fresh.secret);
});

for (const grace of [/1 hour/, /24 hours/, /7 days/]) {
  test(`${grace.source} of grace: both secrets work, and a second rotation ends the first`, async ({
    page,
    person,
    addApplications,
    request,
  }) => {
    const [old] = await addApplications(person, "Turns");
    const before = await accessToken(request, old!);
    await goto(page, "/my-user");
    await choose(page, "Turns", "Rotate Secret");
    const opened = dialog(page, "Rotate Secret");
    await opened.getByLabel(grace).check();
    await opened.getByRole("button", { name: "Rotate Secret" }).click();
    await expect(opened.getByText("The old secret still works until")).toBeVisible();
    const fresh = await shown(opened);
    expect((await token(request, old!)).status()).toBe(200);
    expect(await callApi(request, before)).toBe(200);
    expect((await token(request, fresh)).status()).toBe(200);

    await goto(page, "/my-user");
    await choose(page, "Turns", "Rotate Secret");
    await opened.getByRole("button", { name: "Rotate Secret" }).click();
    await expect(opened.getByText(shownOnce)).toBeVisible();
    expect((await token(request, old!)).status()).toBe(401);
  });
}
