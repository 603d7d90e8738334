// The first visit does not pay for pages that are not asked for: their code comes when one goes there.
import { expect, goto, signIn, test } from "../fixtures/test.ts";

test("the code of a page comes with the first visit there, once", async ({ page, administrator }) => {
  const fetched: string[] = [];
  page.on("request", (request) => {
    const chunk = /\/pkg\/split_(\w+)/.exec(request.url())?.[1];
    if (chunk) fetched.push(chunk);
  });
  await signIn(page, administrator);
  await goto(page, "/my-user");
  expect(fetched).toEqual([]);

  await goto(page, "/users");
  expect(fetched).toEqual(["people"]);

  // From page to page without loading anew, into another chunk and back.
  await page.getByRole("link", { name: "Audit", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Audit" })).toBeVisible();
  expect(fetched).toEqual(["people", "security"]);
  await page.getByRole("link", { name: "Users", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Users" })).toBeVisible();
  expect(fetched).toEqual(["people", "security"]);
});

test("a chunk that is not there any more loads the page anew", async ({ page, administrator, guard }) => {
  guard.expectStatus(404);
  guard.expectWords("HTTP status code is not ok");
  await signIn(page, administrator);
  await goto(page, "/my-user");
  let there = false;
  await page.route(/\/pkg\/split_people/, (route) => (there ? route.continue() : route.fulfill({ status: 404 })));
  const loaded = page.waitForEvent("load");
  await page.getByRole("link", { name: "Users", exact: true }).click();
  await loaded;
  there = true;
  await page.getByRole("link", { name: "Users", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Users" })).toBeVisible();
});
