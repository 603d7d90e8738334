// Nothing moves under the reader's eyes: fonts, icons, late content and hydration shift no layout (CLS 0).
import type { Page } from "@playwright/test";
import { expect, goto, signIn, test } from "../fixtures/test.ts";

interface Shift {
  value: number;
  moved: string[];
}

/**
 * Collects what moves from when the page was read and painted. It comes whole, so where a busy machine paints the half that it has
 * read, the other half is not late content. What is late, icons and scripts, waits until then.
 */
async function watchShifts(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const shifts: Shift[] = [];
    Object.assign(globalThis, { shifts });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        const { value, sources } = entry as PerformanceEntry & { value: number; sources?: { node?: Node }[] };
        const moved = (sources ?? []).map(({ node }) => (node instanceof Element ? node.outerHTML : (node?.textContent ?? "")));
        shifts.push({ value, moved: moved.map((html) => html.slice(0, 160)) });
      }
    }).observe({ type: "layout-shift", buffered: true });
  });
  await page.route(/(icons\.svg|\.wasm)$/, async (route) => {
    await page.waitForFunction(() => document.readyState !== "loading");
    await page.evaluate(async () => {
      await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
      const page = globalThis as unknown as { shifts: Shift[]; painted?: true };
      if (!page.painted) page.shifts.length = 0;
      page.painted = true;
    });
    await route.continue();
  });
}

/** What moved, once everything has come that comes by itself. */
async function shiftsOf(page: Page): Promise<Shift[]> {
  await page.waitForLoadState("networkidle");
  await page.evaluate(() => document.fonts.ready);
  // Two frames: one in which the last change is laid out, one in which it is reported.
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  await page.waitForTimeout(300);
  return await page.evaluate(() => (globalThis as unknown as { shifts: Shift[] }).shifts);
}

const outside = ["/sign-in", "/forgot-password", "/design"];
const inside = [
  "/my-user",
  "/my-sessions",
  "/my-user/security",
  "/oauth-applications",
  "/oauth-applications/new",
  "/customer-oauth-applications",
  "/users",
  "/customers",
  "/roles",
  "/roles/new",
  "/organizations",
  "/email-templates",
  "/notification-rules",
  "/outbox",
  "/login-attempts",
  "/audit",
  "/configuration",
];

for (const size of [
  { width: 1280, height: 800 },
  { width: 390, height: 844 },
]) {
  test(`nothing moves outside at ${size.width} px`, async ({ page }) => {
    await page.setViewportSize(size);
    await watchShifts(page);
    const moved: Record<string, Shift[]> = {};
    for (const path of outside) {
      await goto(page, path);
      moved[path] = await shiftsOf(page);
    }
    expect(moved).toEqual(Object.fromEntries(outside.map((path) => [path, []])));
  });

  test(`nothing moves inside at ${size.width} px`, async ({ page, administrator, addApplications }) => {
    test.slow();
    await addApplications(administrator, "Billing", "Outlook add-in of the northern and western sales teams");
    await page.setViewportSize(size);
    await watchShifts(page);
    await signIn(page, administrator);
    const moved: Record<string, Shift[]> = {};
    for (const path of inside) {
      await goto(page, path);
      moved[path] = await shiftsOf(page);
    }
    await goto(page, `/oauth-applications?owner=${encodeURIComponent(administrator.email)}`);
    const application = await page.getByRole("link", { name: "Billing", exact: true }).getAttribute("href");
    await goto(page, application ?? "");
    moved["an application"] = await shiftsOf(page);
    expect(moved).toEqual(Object.fromEntries([...inside, "an application"].map((path) => [path, []])));
  });
}

test("what moves is seen", async ({ page }) => {
  await watchShifts(page);
  await goto(page, "/sign-in");
  await page.evaluate(() => {
    const late = document.createElement("p");
    late.textContent = "This came late.";
    document.body.prepend(late);
  });
  expect(await shiftsOf(page)).not.toEqual([]);
});
