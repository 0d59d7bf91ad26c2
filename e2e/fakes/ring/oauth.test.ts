/** The token endpoint beyond what the product's client asks of it. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type Stage, setStage } from "./contract-stage.ts";

let stage: Stage;

beforeAll(async () => {
  stage = await setStage();
});
afterAll(() => stage.close());
beforeEach(() => stage.reset());

async function grant(fields: Record<string, string>): Promise<[number, Record<string, unknown>]> {
  const { clientId, clientSecret } = stage.emulator.settings;
  const answer = await fetch(stage.emulator.oauthTokenUrl, {
    method: "POST",
    body: new URLSearchParams({ client_id: clientId, client_secret: clientSecret, ...fields }),
  });
  return [answer.status, (await answer.json()) as Record<string, unknown>];
}

const refresh = (token: string) => grant({ grant_type: "refresh_token", refresh_token: token });

describe("the token endpoint", () => {
  it("takes forms only", async () => {
    const answer = await fetch(stage.emulator.oauthTokenUrl, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ grant_type: "refresh_token" }),
    });
    expect(answer.status).toBe(400);
  });

  it("names its errors as RFC 6749 does", async () => {
    expect(await grant({ grant_type: "password" })).toEqual([
      400,
      { error: "unsupported_grant_type" },
    ]);
    expect(await grant({ grant_type: "refresh_token", client_secret: "x" })).toEqual([
      401,
      { error: "invalid_client" },
    ]);
    expect(await refresh("unknown")).toEqual([400, { error: "invalid_grant" }]);
  });

  it("lets access tokens live as long as it is told to", async () => {
    await stage.control.settings({ accessTokenSeconds: 90 });
    const [, pair] = await refresh(stage.account.refreshToken);
    expect(pair.expires_in).toBe(90);
  });

  it("accepts a used refresh token within its grace, and not after", async () => {
    await stage.control.settings({ refreshGraceMs: 30_000 });
    const statuses = [];
    for (const offset of [0, 29_000, 31_000]) {
      await stage.control.clock({ offset });
      statuses.push((await refresh(stage.account.refreshToken))[0]);
    }
    expect(statuses).toEqual([200, 200, 400]);
  });

  it("ends the whole family on reuse where it is told to", async () => {
    await stage.control.settings({ revokesFamilyOnReuse: true });
    const [, second] = await refresh(stage.account.refreshToken);
    expect((await refresh(stage.account.refreshToken))[0]).toBe(400);
    expect((await refresh(String(second.refresh_token)))[0]).toBe(400);
    expect((await stage.ask("GET", "/v1/devices")).status).toBe(401);
  });

  it("lets a refresh token age out after thirty days", async () => {
    await stage.control.clock({ offset: 31 * 24 * 3_600_000 });
    expect((await refresh(stage.account.refreshToken))[0]).toBe(400);
  });
});
