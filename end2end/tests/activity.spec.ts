// What an application did, on its page: as charts, as tables, by span and by secret.
import { openActivity, openApplication } from "../fixtures/activity.ts";
import { dialog, shownOnce } from "../fixtures/pages.ts";
import { alive, expect, goto, signIn, test } from "../fixtures/test.ts";

test("tokens, errors by reason, requests and networks of the last 24 hours and 30 days", async ({
  page,
  administrator,
  server,
}) => {
  const used = await openActivity(page, server, administrator);
  const tokens = page.getByRole("img", { name: "Tokens." });
  await expect(tokens).toHaveAccessibleName(
    "Tokens. The last 24 hours, hour by hour. Tokens issued: 3. Errors: 3. At most 6 at once.",
  );
  await expect(page.getByRole("img", { name: "Requests to the web APIs." })).toHaveAccessibleName(/Answered: 2\./u);
  const errors = page.getByRole("region", { name: "Errors by Reason" });
  await expect(errors.getByRole("row").nth(1)).toContainText(/Wrong secret invalid_client\s*2.*rotate it/u);
  await expect(errors.getByRole("row").nth(2)).toContainText(/Scope not allowed invalid_scope\s*1/u);
  await expect(page.getByRole("region", { name: "Networks" }).getByRole("row").nth(1)).toContainText("127.0.0.0/24");
  await expect(page.getByText(/^up to \d/u)).toBeVisible();

  await page.getByText("Show as a table").click();
  const numbers = page.getByRole("region", { name: "Activity by hour" });
  await expect(numbers.getByRole("row")).toHaveCount(25);
  await expect(numbers.getByRole("row").nth(1).getByRole("cell")).toHaveText(["3", "3", "2", "0", "0"]);

  await page.getByRole("navigation", { name: "Time span" }).getByRole("link", { name: "30 days" }).click();
  await alive(page);
  await expect(tokens).toHaveAccessibleName(/The last 30 days, day by day\. Tokens issued: 3\./u);
  await expect(page.getByRole("link", { name: "30 days" })).toHaveAttribute("aria-current", "true");

  // With a second secret there is something to choose.
  await openApplication(page, used.id, "/rotate");
  const rotating = dialog(page, "Rotate Secret");
  await rotating.getByRole("button", { name: "Rotate Secret" }).click();
  await expect(rotating.getByText(shownOnce)).toBeVisible();
  await openApplication(page, used.id);
  await page.getByLabel("Secret", { exact: true }).selectOption({ index: 2 });
  await page.getByRole("button", { name: "Show", exact: true }).click();
  await alive(page);
  await expect(tokens).toHaveAccessibleName(/Tokens issued: 3\. Errors: 1\./u);
  await expect(page.getByText("Requests are counted for the application, not for its secrets.")).toBeVisible();
});

test("an application that was never used says how to get a first token", async ({ page, administrator, addApplications }) => {
  const [made] = await addApplications(administrator, "Unused");
  await signIn(page, administrator);
  await openApplication(page, made!.id);
  await expect(page.getByText("Nothing happened in the last 24 hours")).toBeVisible();
  const command = page.getByLabel("Command that gets a token");
  await expect(command).toContainText(`curl -u '${made!.id}:SECRET' -d grant_type=client_credentials`);
  await expect(page.getByRole("img", { name: "Tokens." })).toHaveCount(0);
});

test("the page of a customer's application has it, too", async ({ page, administrator, server }) => {
  const amanda = { name: "Amanda Cole", email: "amanda.cole@example.com", password: "admin-demo-password" };
  const made = await server.command("application", "create", "--owner", amanda.email, "--name", `Shop ${crypto.randomUUID()}`, "--json");
  const { client_id: id } = JSON.parse(made) as { client_id: string };
  await signIn(page, administrator);
  await goto(page, `/customer-oauth-applications?client_id_operator=equals&client_id=${id}`);
  await page.getByRole("link", { name: /^Shop/u }).first().click();
  await expect(page.getByRole("heading", { name: "Activity" })).toBeVisible();
});
