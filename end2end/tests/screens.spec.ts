// Pictures of every page and dialog, to be looked at: SCREENSHOTS=1 npx playwright test screens
import { places } from "../fixtures/places.ts";
import { test } from "../fixtures/test.ts";

const folder = "test-results/screens";

for (const place of places) {
  test(`picture: ${place.name}`, async ({ page, guard, hydrated, administrator, addApplications, server }) => {
    guard.expectStatus(...(place.statuses ?? []));
    if (!hydrated) guard.expectStatus(422);
    await addApplications(administrator, "Billing", "Outlook add-in of the northern and western sales teams");
    await page.emulateMedia({ reducedMotion: "reduce" });
    await place.open(page, administrator, server);
    for (const [width, height] of [[1280, 800], [390, 844]] as const) {
      await page.setViewportSize({ width, height });
      for (const theme of ["light", "dark"]) {
        await page.locator("html").evaluate((html, theme) => html.setAttribute("data-theme", theme), theme);
        await page.waitForTimeout(100);
        await page.screenshot({ path: `${folder}/${hydrated ? "" : "plain-"}${place.name}-${width}-${theme}.png` });
      }
    }
  });
}
