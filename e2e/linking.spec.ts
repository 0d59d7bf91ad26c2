import type { Page } from "@playwright/test";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { eventually } from "#lib/testing/eventually.ts";
import { expectPage, signIn, startBrowser, type TestBrowser } from "./browser.ts";
import { type System, startSystem } from "./system.ts";

let system: System;
let browser: TestBrowser;

beforeAll(async () => {
  system = await startSystem();
  browser = await startBrowser();
});
afterAll(async () => {
  await browser?.close();
  await system?.stop();
});
afterEach(async () => {
  expect(await browser.closePages()).toEqual([]);
});

/** Ring's side of a link, up to the redirect. */
async function startLink(name: string, order: { time?: number; nonce?: string } = {}) {
  const { id } = await system.emulator.control.addAccount({
    name,
    link: "none",
    devices: [{ name: `${name}'s gate`, kind: "camera" }],
  });
  const { exchangeStatus, redirect } = await system.emulator.control.link({
    account: id,
    tokenExchangeUrl: `${system.baseUrl}/api/ring/token-exchange`,
    accountLinkUrl: `${system.baseUrl}/link`,
    ...order,
  });
  return { id, exchangeStatus, redirect };
}

const held = async () =>
  (await system.sql<{ ring_account_id: string }>("select ring_account_id from ring_accounts")).map(
    (row) => row.ring_account_id,
  );
const nonceOf = (redirect: string) => new URL(redirect).searchParams.get("nonce") ?? "";
const stateAtRing = async (accountId: string) =>
  (await system.emulator.control.accounts()).find(({ id }) => id === accountId)?.link;

async function openSignedIn(address: string): Promise<Page> {
  const page = await browser.newPage();
  await signIn(page, system);
  await page.goto(address);
  return page;
}
const pressLink = (page: Page) =>
  page.getByRole("button", { name: "Link this Ring account" }).click();

describe("a linked Ring account", () => {
  it("A4 must be linked again once Ring definitely refuses it; what is heard is kept, the owner told once", async () => {
    const { control } = system.emulator;
    const endpoint = await system.addSubscription();
    const { id, redirect } = await startLink("Pat");
    const page = await openSignedIn(redirect);
    await pressLink(page);
    await page.waitForURL(`${system.baseUrl}/settings`);
    await expectPage(page.getByText("Pat's gate").first()).toBeVisible();
    await control.expireTokens(id);
    await control.scenario("A4");
    const at = Date.now();
    await control.addEvent({ device: "Pat's gate", at });
    const event = await eventually(async () => {
      const [row] = await system.sql(
        "select outcome, outcome_reason from events where occurred_at = $1 and decided_at is not null",
        [new Date(at)],
      );
      return row;
    });
    expect(event).toEqual({ outcome: "failed", outcome_reason: "needs-relink" });
    await expectPage(page.getByText("Ring no longer lets Kith in")).toBeVisible();
    await control.addEvent({ device: "Pat's gate", at: at - 1 });
    await eventually(async () => {
      const [row] = await system.sql(
        "select count(*)::int as decided from events where decided_at is not null and camera_id in (select id from cameras where name = 'Pat''s gate')",
      );
      return row?.decided === 2;
    });
    const told = await eventually(async () => {
      const mine = system.push.received().filter((push) => push.endpoint === endpoint);
      const titles = mine.map(({ text }) => JSON.parse(text).title as string);
      return titles.length >= 2 && titles;
    });
    expect(told.filter((title) => title === "Ring no longer lets Kith in")).toHaveLength(1);
    expect(told).toHaveLength(2);
    const refusals = (await control.journal()).filter(
      ({ path, status }) => path === "/oauth/token" && status === 400,
    );
    expect(refusals).toHaveLength(1);
    await page.goto(system.baseUrl);
    await expectPage(page.getByText("Ring no longer lets Kith in")).toBeVisible();
    await control.faults({ token: [] });

    const again = await control.link({
      account: id,
      tokenExchangeUrl: `${system.baseUrl}/api/ring/token-exchange`,
      accountLinkUrl: `${system.baseUrl}/link`,
    });
    await page.goto(again.redirect);
    await pressLink(page);
    await page.waitForURL(`${system.baseUrl}/settings`);
    await expectPage(page.getByText("Ring no longer lets Kith in")).toHaveCount(0);
    await eventually(async () => {
      const rows = await system.sql("select state from ring_accounts where ring_account_id = $1", [
        id,
      ]);
      return rows[0]?.state === "linked";
    });
  });
});

describe("linking a Ring account", () => {
  it("leads from Ring's redirect over the sign-in to cameras that are watched", async () => {
    const { id, exchangeStatus, redirect } = await startLink("Kim");
    expect(exchangeStatus).toBe(200);
    const page = await browser.newPage();
    await page.goto(redirect);
    await page.getByLabel("E-mail").fill(system.email);
    await page.getByLabel("Password").fill(system.password);
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.waitForURL(redirect);
    expect(await held()).not.toContain(id);

    await pressLink(page);
    await page.waitForURL(`${system.baseUrl}/settings`);
    await expectPage(page.getByText("Kim's gate").first()).toBeVisible();
    expect(await held()).toContain(id);
    await eventually(async () => (await stateAtRing(id)) === "completed");
    await expectPage(page.getByText("Almost linked")).toHaveCount(0);
  });

  it.each([
    ["a wrong nonce", { nonce: "x".repeat(43) }, "not told Kith of this link"],
    ["a redirect of 601 s ago", { time: Date.now() - 601_000 }, "no longer good"],
    ["a redirect of the future", { time: Date.now() + 3_600_000 }, "no longer good"],
  ])("L1 claims nothing by %s, and says so", async (_, order, words) => {
    const { id, redirect } = await startLink("Lou", order);
    const page = await openSignedIn(redirect);
    await pressLink(page);
    await expectPage(page.getByText(words)).toBeVisible();
    expect(await held()).not.toContain(id);
    expect(await stateAtRing(id)).toBe("tokens_issued");
  });

  it("L1 claims the account of the redirect, and no other that waits", async () => {
    const one = await startLink("Ida");
    const other = await startLink("Oto");
    const page = await openSignedIn(other.redirect);
    await pressLink(page);
    await page.waitForURL(`${system.baseUrl}/settings`);
    expect(await held()).toContain(other.id);
    expect(await held()).not.toContain(one.id);
    const { redirect } = await startLink("Uwe", { nonce: nonceOf(one.redirect) });
    await page.goto(redirect);
    await pressLink(page);
    await expectPage(page.getByText("not told Kith of this link")).toBeVisible();
    expect(await held()).not.toContain(one.id);
  });

  it("L1 leaves an account with the household that has linked it already", async () => {
    const { id, redirect } = await startLink("Ann");
    await system.sql(
      `with next_door as (
         insert into households (id, name) values (gen_random_uuid(), 'Next door') returning id
       )
       insert into ring_accounts (id, household_id, ring_account_id)
       select gen_random_uuid(), next_door.id, $1 from next_door`,
      [id],
    );
    const page = await openSignedIn(redirect);
    await pressLink(page);
    await expectPage(page.getByText("linked to another household in Kith")).toBeVisible();
    const [account] = await system.sql(
      `select h.name, r.state from ring_accounts r join households h on h.id = r.household_id
       where r.ring_account_id = $1`,
      [id],
    );
    expect(account).toEqual({ name: "Next door", state: "linked" });
    expect(await stateAtRing(id)).toBe("tokens_issued");
  });

  it("L1 takes a redirect once", async () => {
    const { id, redirect } = await startLink("Max");
    const page = await openSignedIn(redirect);
    await pressLink(page);
    await page.waitForURL(`${system.baseUrl}/settings`);
    await eventually(async () => (await stateAtRing(id)) === "completed");
    await page.goto(redirect);
    await pressLink(page);
    await expectPage(page.getByText("it was used already")).toBeVisible();
  });

  it("L2 refuses a code that comes after a minute or twice, and keeps nothing of it", async () => {
    const { control } = system.emulator;
    const { id } = await control.addAccount({ name: "Nia", link: "none" });
    const exchange = async (body: BodyInit, type?: string) => {
      const headers = type ? { "content-type": type } : undefined;
      const url = `${system.baseUrl}/api/ring/token-exchange`;
      const answer = await fetch(url, { method: "POST", body, ...(headers && { headers }) });
      return answer.status;
    };
    const old = await control.newCode(id);
    await control.clock({ offset: 61_000 });
    expect(await exchange(new URLSearchParams({ code: old }))).toBe(400);
    await control.clock({ offset: 0 });

    const code = await control.newCode(id);
    expect(await exchange(JSON.stringify({ code }), "application/json")).toBe(200);
    expect(await exchange(new URLSearchParams({ code }))).toBe(400);
    expect(await exchange("")).toBe(400);
    expect(await exchange("x".repeat(5000))).toBe(413);
    const rows = await system.sql(
      "select 1 from unclaimed_ring_accounts where ring_account_id = $1",
      [id],
    );
    expect(rows).toHaveLength(1);
  });

  it("L3 shows an account as almost linked until Ring takes the last step", async () => {
    const { id, redirect } = await startLink("Olu");
    await system.emulator.control.scenario("L3");
    const page = await openSignedIn(redirect);
    await pressLink(page);
    await page.waitForURL(`${system.baseUrl}/settings`);
    await expectPage(page.getByText("Almost linked")).toBeVisible();
    await expectPage(page.getByText("Olu's gate").first()).toBeVisible();
    await expectPage(page.getByText("Almost linked")).toHaveCount(0);
    const calls = (await system.emulator.control.journal()).filter(
      ({ path }) => path === "/v1/accounts/me/app-integrations",
    );
    expect(calls.slice(-4).map(({ method, status }) => [method, status])).toEqual([
      ["POST", 200],
      ["PATCH", 500],
      ["PATCH", 500],
      ["PATCH", 200],
    ]);
    expect(await stateAtRing(id)).toBe("completed");
  });
});
