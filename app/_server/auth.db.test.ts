import { expect, it } from "vitest";
import { TOO_MANY_AT_ONCE } from "#lib/accounts/types.ts";
import { withTestDatabase } from "#lib/testing/database.ts";
import { authOptions } from "./auth.ts";

withTestDatabase();

type Provider = {
  options: {
    authorize: (
      credentials: { email: string; password: string },
      request: { headers: Record<string, string> },
    ) => Promise<object | null>;
  };
};

it("lets others sign in while one client tries passwords without end", async () => {
  const [{ options }] = authOptions().providers as unknown as [Provider];
  const tryFrom = (forwardedFor: string, email: string) =>
    options
      .authorize({ email, password: "a guess" }, { headers: { "x-forwarded-for": forwardedFor } })
      .catch((error: Error) => error.message);
  const tries = Array.from({ length: 60 }, (_, nth) =>
    tryFrom(`198.51.100.${nth}, 203.0.113.7`, `made-up-${nth}@example.org`),
  );
  const refused = (await Promise.all(tries)).filter((answer) => answer === TOO_MANY_AT_ONCE);
  expect(refused).toHaveLength(40);
  expect(await tryFrom("192.0.2.1", "ann@example.org")).toBeNull();
});
