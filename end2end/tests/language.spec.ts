// The languages of the pages: asked for at the first visit, chosen in the header, remembered, and the same in a living page.
import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { dialog, expectToast, row } from "../fixtures/pages.ts";
import { alive, expect, goto, signIn, test } from "../fixtures/test.ts";

/** Chooses a language in its menu, which is called something else in each of them. */
async function speak(page: Page, menu: string, language: string, tag: string): Promise<void> {
  await page.getByRole("button", { name: menu }).click();
  await page.getByRole("button", { name: language, exact: true }).click();
  await expect(page.locator("html")).toHaveAttribute("lang", tag);
}

test.describe("a browser that asks for German", () => {
  test.use({ locale: "de-DE" });

  test("gets the first page in German, and keeps what is chosen instead", async ({ page, person }) => {
    await goto(page, "/sign-in");
    await expect(page.locator("html")).toHaveAttribute("lang", "de");
    await expect(page.getByRole("heading", { name: "Anmelden" })).toBeVisible();
    await expect(page).toHaveTitle("Anmelden · Latchkey");

    await speak(page, "Sprache", "Français", "fr");
    await expect(page.getByRole("heading", { name: "Connexion" })).toBeVisible();
    await page.getByLabel("E-mail").fill(person.email);
    await page.getByLabel("Mot de passe").fill(person.password);
    await page.getByRole("button", { name: "Se connecter" }).click();
    await expect(page.getByRole("heading", { name: "Mon compte" })).toBeVisible();
    await expect(page.getByRole("heading", { name: "Applications OAuth" })).toBeVisible();
    await expect(page.getByText("Il n’y a aucune application OAuth")).toBeVisible();
  });

  test("is refused in German, under the field", async ({ page, guard, hydrated, person }) => {
    guard.expectStatus(422);
    await signIn(page, person);
    await goto(page, "/my-user/applications/new");
    const opened = dialog(page, "OAuth-Anwendung anlegen");
    await opened.getByLabel("Alle APIs unterstützen").uncheck();
    await opened.getByRole("button", { name: "Anlegen" }).click();
    await expect(opened.getByText("Wählen Sie mindestens eine API.")).toBeVisible();
    await expect(opened.getByText("Dieser Wert darf nicht leer sein.")).toBeVisible();
    // What the server alone can know comes in the same language.
    await opened.getByLabel("Name der Anwendung").fill("x".repeat(256));
    await opened.getByLabel("Alle APIs unterstützen").check();
    await opened.getByRole("button", { name: "Anlegen" }).click();
    await expect(opened.getByText("höchstens 255 Zeichen")).toBeVisible();
    if (!hydrated) await expect(page.locator("html")).toHaveAttribute("lang", "de");
  });

  test("shows times as Germans write them", async ({ page, hydrated, person, addApplications }) => {
    await addApplications(person, "Robot");
    await signIn(page, person);
    await goto(page, "/my-sessions");
    // The browser knows its zone, the server does not.
    const written = hydrated ? /^\d{2}\.\d{2}\.\d{4}, \d{2}:\d{2}$/ : /^\d{2}\.\d{2}\.\d{4}, \d{2}:\d{2} UTC$/;
    await expect(page.locator("table time").first()).toHaveText(written);
    await goto(page, "/my-user");
    await expect(row(page, "Robot")).toContainText("Nie");
    await expect(page.getByText("1 Anwendung", { exact: true })).toBeVisible();
  });
});

test("what a person chose is there in another browser, and after signing out", async ({ page, browser, person, server }) => {
  await signIn(page, person);
  await goto(page, "/my-user?size=10");
  await speak(page, "Language", "Deutsch", "de");
  await expect(page).toHaveURL(/\/my-user\?size=10$/);
  await expect(page.getByRole("heading", { name: "Mein Benutzer" })).toBeVisible();

  const other = await browser.newContext({ baseURL: server.url, locale: "fr-FR" });
  const elsewhere = await other.newPage();
  await signIn(elsewhere, person);
  await elsewhere.goto("/my-sessions");
  await expect(elsewhere.getByRole("heading", { name: "Meine Sitzungen" })).toBeVisible();
  await other.close();

  await page.getByRole("button", { name: person.name }).click();
  await page.getByRole("button", { name: "Abmelden" }).click();
  await expect(page.getByText("Sie wurden abgemeldet.")).toBeVisible();
  await expect(page.getByRole("heading", { name: "Anmelden" })).toBeVisible();
});

test("language and time zone are chosen in My User", async ({ page, hydrated, person }) => {
  await signIn(page, person);
  await goto(page, "/my-user?size=10");
  await page.getByRole("link", { name: "Language and Time Zone" }).click();
  const opened = dialog(page, "Language and Time Zone");
  await expect(opened).toBeVisible();
  await alive(page);
  if (hydrated) await expect(opened.getByText("Your browser is in Europe/Berlin.")).toBeVisible();
  await opened.getByLabel("Language").selectOption({ label: "Français" });
  await opened.getByLabel("Time zone").selectOption({ label: "Asia/Kolkata" });
  await opened.getByRole("button", { name: "Save" }).click();
  await expect(page).toHaveURL(/\/my-user\?size=10$/);
  await expect(page.getByRole("heading", { name: "Mon compte" })).toBeVisible();
  await expectToast(page, "Enregistrement réussi");
  await expect(page.getByText("Asia/Kolkata")).toBeVisible();

  await goto(page, "/my-sessions");
  const time = page.locator("table time").first();
  const at = new Date((await time.getAttribute("datetime")) ?? "");
  // Half an hour off every other zone of these tests: with scripts as the browser writes it, without as the server does.
  const clock = new Intl.DateTimeFormat("fr", { timeStyle: "short", timeZone: "Asia/Kolkata" }).format(at);
  await expect(time).toContainText(clock);
  if (!hydrated) await expect(time).toContainText("Asia/Kolkata");

  await goto(page, "/my-user/preferences");
  await expect(dialog(page, "Langue et fuseau horaire").getByLabel("Fuseau horaire")).toHaveValue("Asia/Kolkata");
});

test("axe finds nothing in the other languages either", async ({ page, hydrated, administrator }) => {
  test.skip(!hydrated, "axe is a script itself");
  await page.emulateMedia({ reducedMotion: "reduce" });
  await signIn(page, administrator);
  await goto(page, "/my-user");
  await speak(page, "Language", "Deutsch", "de");
  for (const path of ["/my-user", "/users", "/oauth-applications/new", "/roles/new"]) {
    await goto(page, path);
    await expect(page.locator("html")).toHaveAttribute("lang", "de");
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${path}: ${id}: ${html}`))).toEqual([]);
  }
});
