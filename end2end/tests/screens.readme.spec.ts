// The pictures of the README, of the pages as they are: `make screenshots`.
import { writeFile } from "node:fs/promises";
import { create } from "../fixtures/pages.ts";
import { shrink } from "../fixtures/png.ts";
import { expect, goto, signIn, test, token } from "../fixtures/test.ts";

const folder = new URL("../../.readme/", import.meta.url);
const ada = { name: "Ada Admin", email: "admin@example.com", password: "admin-demo-password" };

test("pictures of the README", async ({ page, request, addApplications, hydrated }) => {
  test.skip(!hydrated, "a picture of each is enough");
  const made = await addApplications(ada, "Billing export", "Outlook add-in", "Warehouse scanner", "Nightly report");
  for (const credentials of made.slice(0, 2)) expect((await token(request, credentials)).status()).toBe(200);
  await page.emulateMedia({ reducedMotion: "reduce", colorScheme: "light" });
  await signIn(page, ada);

  const picture = async (name: string) => {
    await writeFile(new URL(`${name}.png`, folder), shrink(await page.screenshot()));
  };
  await page.setViewportSize({ width: 1280, height: 820 });
  await goto(page, "/my-user?sort=name");
  await picture("my-user");

  await goto(page, "/oauth-applications?sort=name");
  await page.getByRole("link", { name: "Billing export" }).click();
  await expect(page.getByRole("heading", { name: "Billing export" })).toBeVisible();
  await picture("application");

  await goto(page, "/my-user?sort=name");
  await create(page, "Webshop");
  await picture("secret");
});
