// Every page and dialog: axe finds nothing in either theme, and on a phone or enlarged nothing scrolls sideways.
// Without scripts only the latter, for axe cannot run there.
import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { places } from "../fixtures/places.ts";
import { expect, test } from "../fixtures/test.ts";

/** A phone, an ordinary screen at 200 %, and at 400 % (WCAG 1.4.10). */
const narrow = [
  { width: 390, height: 844 },
  { width: 640, height: 400 },
  { width: 320, height: 256 },
];

/** How far the page, or the dialog on it, is wider than what is seen. */
const excess = (page: Page) =>
  page.evaluate(() => {
    const all = [document.documentElement, ...document.querySelectorAll("dialog")];
    return Math.max(...all.map((element) => element.scrollWidth - element.clientWidth));
  });

async function axe(page: Page, theme: string): Promise<string[]> {
  // Even the shortest transition shows the old colour until the next frame, and axe asks before that.
  await page.locator("html").evaluate(async (html, theme) => {
    html.setAttribute("data-theme", theme);
    getComputedStyle(html).color;
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
    await Promise.allSettled(document.getAnimations().map((animation) => animation.finished));
    // Documents in frames let no script in, which axe is.
    for (const frame of document.querySelectorAll("iframe")) {
      frame.removeAttribute("sandbox");
      frame.removeAttribute("src");
      const loaded = new Promise((done) => frame.addEventListener("load", done, { once: true }));
      frame.srcdoc = "<!DOCTYPE html><html lang='en'><title>Mail</title></html>";
      await loaded;
    }
  }, theme);
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${theme}: ${id}: ${html}`));
}

for (const place of places) {
  test(`accessible and never too wide: ${place.name}`, async ({
    page,
    guard,
    hydrated,
    administrator,
    addApplications,
    server,
  }) => {
    guard.expectStatus(...(place.statuses ?? []));
    // Without scripts it is the server that refuses a form.
    if (!hydrated) guard.expectStatus(422);
    await addApplications(administrator, "Billing", "W".repeat(255));
    // Colours on their way from one theme to the other are neither.
    await page.emulateMedia({ reducedMotion: "reduce" });
    await place.open(page, administrator, server);
    // axe is a script itself.
    if (hydrated) expect([...(await axe(page, "light")), ...(await axe(page, "dark"))]).toEqual([]);
    for (const size of narrow) {
      await page.setViewportSize(size);
      // Without scripts nothing says that the style sheet is there, and without it everything is too wide.
      await expect.poll(() => excess(page), `at ${size.width} px`).toBe(0);
    }
    // Other languages have longer words. What was typed is gone, the page is the same.
    await page.setViewportSize(narrow[0]!);
    for (const language of ["de", "fr"]) {
      await page.context().addCookies([{ name: "latchkey_language", value: language, url: page.url() }]);
      await page.goto(page.url());
      await expect(page.locator("html")).toHaveAttribute("lang", place.language ?? language);
      await expect.poll(() => excess(page), language).toBe(0);
    }
  });
}
