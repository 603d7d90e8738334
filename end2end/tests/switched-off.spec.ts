// Disabling a customer user, their customer or an organization in the browser ends sessions and tokens; enabling revives none.
import type { APIRequestContext, Page } from "@playwright/test";
import { dialog, expectToast } from "../fixtures/pages.ts";
import { openRecord, unique } from "../fixtures/records.ts";
import { Desk } from "../fixtures/roles.ts";
import type { Server } from "../fixtures/server.ts";
import {
  accessToken,
  callApi,
  createUser,
  expect,
  signIn,
  test,
  token,
  type Credentials,
  type Person,
} from "../fixtures/test.ts";

test.beforeEach(async ({ page, administrator }) => signIn(page, administrator));

/** Asks whether a token of a customer user lives, as another application of the organization (RFC 7662). */
function asked(request: APIRequestContext, { id, secret }: Credentials) {
  return async (text: string): Promise<boolean> => {
    const form = { token: text, client_id: id, client_secret: secret };
    const answer = await request.post("/oauth2/introspect", { form });
    expect(answer.status()).toBe(200);
    return ((await answer.json()) as { active: boolean }).active;
  };
}

/** Switches a record off and on again in the browser, while this person works and their application holds a token. */
async function switchOffAndOn(
  page: Page,
  request: APIRequestContext,
  server: Server,
  [grid, name]: [string, string],
  who: Person,
  made: Credentials,
  lives: (token: string) => Promise<boolean>,
): Promise<void> {
  const desk = new Desk(request, server);
  const old = await accessToken(request, made);
  expect(await desk.enter(who)).toBe(303);
  expect([await desk.inside(), await lives(old)]).toEqual([true, true]);

  await openRecord(page, grid, name);
  await page.getByRole("link", { name: "Disable" }).click();
  await dialog(page, "Disable").getByRole("button", { name: "Disable" }).click();
  await expectToast(page, "Disabled successfully");
  expect([await desk.inside(), await lives(old), await desk.enter(who)]).toEqual([false, false, 401]);
  expect((await token(request, made)).status()).toBe(401);

  await page.getByRole("button", { name: "Enable" }).click();
  await expectToast(page, "Enabled successfully");
  expect([await desk.inside(), await lives(old)]).toEqual([false, false]);
  expect(await desk.enter(who)).toBe(303);
  expect(await lives(await accessToken(request, made))).toBe(true);
}

test("a customer user", async ({ page, request, server, administrator, addApplications }) => {
  const desk = new Desk(page.request, server);
  const buyer = await desk.newCustomerUser(await desk.newCustomer(), "Customer User");
  const [[made], [witness]] = [await addApplications(buyer, "Theirs"), await addApplications(administrator, "Witness")];
  await switchOffAndOn(page, request, server, ["/customer-users", buyer.name], buyer, made!, asked(request, witness!));
});

test("a customer", async ({ page, request, server, administrator, addApplications }) => {
  const desk = new Desk(page.request, server);
  const customer = await desk.newCustomer();
  const buyer = await desk.newCustomerUser(customer, "Customer User");
  const [[made], [witness]] = [await addApplications(buyer, "Theirs"), await addApplications(administrator, "Witness")];
  await switchOffAndOn(page, request, server, ["/customers", customer], buyer, made!, asked(request, witness!));
});

test("an organization", async ({ page, request, server, addApplications }) => {
  const name = unique("Umbrella");
  await new Desk(page.request, server).ask("organizations/create", { form: { name } });
  const member = await createUser(server, "User", [name]);
  const [made] = await addApplications(member, "Theirs");
  const lives = async (text: string) => (await callApi(request, text)) === 200;
  await switchOffAndOn(page, request, server, ["/organizations", name], member, made!, lives);
});
