import { z } from "zod";
import { ensureHousehold } from "#lib/accounts/commands.ts";
import { env } from "#lib/infra/env.ts";
import { linkRingAccount } from "#lib/ring/linking/commands.ts";
import { linkedAccount } from "#lib/ring/queries.ts";

// The demo household: an owner who can sign in, and the emulator's Ring account linked as Ring's own
// app would. Run again, it changes nothing but the password.
const { DEMO_EMAIL, DEMO_PASSWORD, RING_API_BASE_URL, RING_EMULATOR } = env();
if (!RING_EMULATOR || !DEMO_EMAIL || !DEMO_PASSWORD)
  throw new Error("The demo household needs RING_EMULATOR=1, DEMO_EMAIL and DEMO_PASSWORD.");

const householdId = await ensureHousehold({
  householdName: "Demo household",
  email: DEMO_EMAIL,
  password: DEMO_PASSWORD,
  displayName: "Demo owner",
  timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
});
const accounts = z.array(z.object({ id: z.string() })).parse(await emulator("GET", "/accounts"));
const [account] = accounts;
if (!account) throw new Error("The emulator has no account to link: start it with EMU_DEMO=1.");
if (!(await linkedAccount(account.id))) {
  const path = `/accounts/${encodeURIComponent(account.id)}/code`;
  const { code } = z.object({ code: z.string() }).parse(await emulator("POST", path));
  await linkRingAccount(householdId, code);
}
// The pool of connections would keep the process alive.
process.exit(0);

async function emulator(method: string, path: string): Promise<unknown> {
  const answer = await fetch(new URL(`/_emu${path}`, RING_API_BASE_URL), { method });
  if (!answer.ok) throw new Error(`The emulator answered ${answer.status} to ${method} ${path}.`);
  return await answer.json();
}
