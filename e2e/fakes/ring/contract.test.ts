/** Tokens and devices, over real HTTP: what the product relies on. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { PermanentError } from "#lib/errors.ts";
import { RingUnreachableError, TokenExpiredError } from "#lib/infra/ring-client/refusals.ts";
import { corner, failure, type Stage, setStage } from "./contract-stage.ts";

let stage: Stage;

beforeAll(async () => {
  stage = await setStage();
});

afterAll(async () => {
  await stage.close();
});

beforeEach(async () => {
  await stage.reset();
});

describe("tokens", () => {
  it("come for a code once, and the account's id with them", async () => {
    const tokens = await stage.client().exchangeCode(stage.account.code);
    expect(tokens.expiresAt.getTime()).toBeGreaterThan(Date.now() + 14_000_000);
    expect(await stage.client().usersMe(tokens.accessToken)).toEqual({
      accountId: stage.account.id,
    });
    const again = await failure(stage.client().exchangeCode(stage.account.code));
    expect(again).toMatchObject({ name: "PermanentError", reason: "needs-relink" });
  });

  it("are refused after the code's 60 seconds", async () => {
    await stage.control.clock({ offset: 61_000 });
    expect(await failure(stage.client().exchangeCode(stage.account.code))).toBeInstanceOf(
      PermanentError,
    );
  });

  it("rotate: the new pair works, the old refresh token never again", async () => {
    const second = await stage.client().refresh(stage.account.refreshToken);
    expect(second.refreshToken).not.toBe(stage.account.refreshToken);
    const reused = await failure(stage.client().refresh(stage.account.refreshToken));
    expect(reused).toMatchObject({ reason: "needs-relink" });
    const third = await stage.client().refresh(second.refreshToken);
    expect(await stage.client().listDevices(third.accessToken)).toHaveLength(2);
  });

  it("say so when they have expired, and a server's trouble never ends a link", async () => {
    await stage.control.expireTokens(stage.account.id);
    expect(await failure(stage.client().usersMe(stage.account.accessToken))).toBeInstanceOf(
      TokenExpiredError,
    );
    await stage.control.faults({ token: [{ kind: "status", status: 500 }, { kind: "hang" }] });
    const impatient = stage.client({ requestTimeoutMs: 300 });
    for (let time = 0; time < 2; time++) {
      const error = await failure(impatient.refresh(stage.account.refreshToken));
      expect(error).not.toBeInstanceOf(PermanentError);
    }
    await expect(impatient.refresh(stage.account.refreshToken)).resolves.toBeDefined();
  });

  it("do not come as a web page: that is a server's trouble as well", async () => {
    await stage.control.faults({ token: [{ kind: "html" }] });
    const error = await failure(stage.client().refresh(stage.account.refreshToken));
    expect(error).toBeInstanceOf(RingUnreachableError);
  });

  it("are refused with a wrong secret for its own reason", async () => {
    const wrong = stage.client({ clientSecret: "wrong" });
    expect(await failure(wrong.refresh(stage.account.refreshToken))).toMatchObject({
      reason: "client-refused",
    });
  });

  it("die when the owner removes the app in Ring", async () => {
    await stage.control.unlink(stage.account.id);
    const listed = await failure(stage.client().listDevices(stage.account.accessToken));
    expect(listed).toBeInstanceOf(TokenExpiredError);
    expect(await failure(stage.client().refresh(stage.account.refreshToken))).toMatchObject({
      reason: "needs-relink",
    });
  });
});

describe("devices", () => {
  it("carry their parts, privacy zones as polygons included", async () => {
    const [door, gate] = await stage.client().listDevices(stage.account.accessToken);
    expect(door).toEqual({
      id: stage.frontDoor(),
      name: "Front door",
      online: true,
      privacyZones: [[corner(0, 0), corner(0.5, 0), corner(0.5, 0.4)]],
      motionZones: [],
      location: { country: "US", state: "OR" },
    });
    expect(door?.id.length).toBeGreaterThan(100);
    expect(gate).toMatchObject({ name: "Garden gate", online: false, privacyZones: null });
    expect(gate?.location).toBeNull();
  });

  it("of somebody else are out of reach", async () => {
    const other = await stage.control.addAccount({ name: "Robin" });
    const { order } = await stage.pastVisit();
    const stranger = await failure(stage.client().downloadClip(other.accessToken, order));
    expect(stranger).toMatchObject({ reason: "not-authorised" });
  });

  it("have a history, newest first, back to a moment", async () => {
    const now = Date.now();
    for (const minutes of [50, 30, 10]) {
      const type = minutes === 30 ? "button_press" : "motion_detected";
      const at = now - minutes * 60_000;
      await stage.control.addEvent({ device: "Front door", type, class: "human", at });
    }
    const since = new Date(now - 40 * 60_000);
    const events = await stage.client().eventHistory(stage.account.accessToken, {
      deviceId: stage.frontDoor(),
      since,
    });
    expect(events.map(({ kind, motionClass }) => [kind, motionClass])).toEqual([
      ["motion", "human"],
      ["button_press", null],
    ]);
    expect(events[0]?.startedAt.getTime()).toBe(now - 10 * 60_000);
  });

  it("have a history of many pages", async () => {
    const now = Date.now();
    for (let minutes = 1; minutes <= 120; minutes++) {
      const at = now - minutes * 60_000;
      await stage.control.addEvent({ device: "Front door", media: null, at });
    }
    const order = { deviceId: stage.frontDoor(), since: new Date(0) };
    expect(await stage.client().eventHistory(stage.account.accessToken, order)).toHaveLength(120);
  });
});
