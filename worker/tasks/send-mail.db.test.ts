import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { SMTPServer } from "smtp-server";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { healthReport } from "#lib/health/queries.ts";
import { db } from "#lib/infra/db.ts";
import { forgetEnv } from "#lib/infra/env.ts";
import { decideNotifications } from "#lib/notifications/commands.ts";
import { setMailsWatchlist } from "#lib/notifications/mail/commands.ts";
import { mailSetting } from "#lib/notifications/mail/queries.ts";
import { withTestDatabase } from "#lib/testing/database.ts";
import { buildCamera, buildEvent, buildFace, buildOwner } from "#lib/testing/factories.ts";
import { sendMail } from "./send-mail.ts";

const SETTINGS = ["SMTP_URL", "SMTP_FROM", "SMTP_TIMEOUT_S"] as const;
const before = SETTINGS.map((name) => [name, process.env[name]] as const);

withTestDatabase({
  SMTP_FROM: "Kith <kith@example.org>",
  SMTP_TIMEOUT_S: "1",
  NEXTAUTH_URL: "https://kith.example.org",
});

/** What the mail server does with the next e-mail. */
type Manner = "accept" | "silent" | "hang-up" | { at: "recipient" | "message"; status: number };
let manner: Manner = "accept";
let received: { to: string[]; raw: string }[] = [];

const refusal = (status: number) => Object.assign(new Error("no"), { responseCode: status });

const server = new SMTPServer({
  disabledCommands: ["STARTTLS"],
  onAuth: ({ username, password }, _, done) =>
    username === "kith" && password === "secret"
      ? done(null, { user: "kith" })
      : done(refusal(535)),
  onRcptTo: (_, __, done) =>
    typeof manner === "object" && manner.at === "recipient" ? done(refusal(manner.status)) : done(),
  onData: (stream, { envelope }, done) => {
    void text(stream).then((raw) => {
      received.push({ to: envelope.rcptTo.map(({ address }) => address), raw });
      if (manner === "accept") done();
      if (typeof manner === "object") done(refusal(manner.status));
      if (manner === "hang-up") for (const each of server.connections) each.close();
    });
  },
});
server.on("error", () => undefined);

const use = (url: string) => {
  process.env.SMTP_URL = url;
  forgetEnv();
};
let url = "";

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", () => resolve()));
  const { port } = server.server.address() as AddressInfo;
  url = `smtp://kith:secret@127.0.0.1:${port}`;
  use(url);
});
afterEach(() => {
  manner = "accept";
  received = [];
  use(url);
});
afterAll(async () => {
  for (const [name, value] of before)
    if (value === undefined) delete process.env[name];
    else process.env[name] = value;
  forgetEnv();
  await new Promise<void>((resolve) => server.close(() => resolve()));
});

const now = () => new Date();

/** Somebody comes, and all is decided; the owner wants e-mails unless not. */
async function visit({ wanted = true, locale = "en", category = "watchlist" as const } = {}) {
  const owner = await buildOwner();
  await db().account.update({ where: { id: owner.accountId }, data: { locale } });
  await setMailsWatchlist(owner, wanted);
  const event = await buildEvent(await buildCamera(owner, { name: "Gate <1>" }));
  await db().event.update({ where: { id: event.id }, data: { outcome: "recognised" } });
  await buildFace(event, { name: "Bo & Co", category });
  await decideNotifications(event.id, now());
  const { householdId } = owner;
  const mails = () => db().notification.findMany({ where: { householdId, channel: "mail" } });
  const [mail] = await mails();
  const notificationId = mail?.id ?? "";
  const context = { now } as Parameters<typeof sendMail.run>[1];
  return {
    owner,
    event,
    mails,
    run: () => sendMail.run({ notificationId }, context),
    bury: (reason: string) => sendMail.buried({ notificationId }, reason, context as never),
    state: async () => (await mails()).map(({ state }) => state),
  };
}

describe("an e-mail about Watchlist", () => {
  it("says who, where and when, with a link and without a picture, and is sent once", async () => {
    const { owner, event, run, state } = await visit();
    for (const _ of [1, 2, 3]) await run();
    expect(await state()).toEqual(["accepted"]);
    expect(received).toHaveLength(1);
    const [mail] = received;
    expect(mail?.to).toEqual([owner.email]);
    const raw = mail?.raw.replaceAll("=\r\n", "").replaceAll("=3D", "=") ?? "";
    expect(raw).toContain("Subject: Bo & Co (Watchlist)");
    expect(raw).toContain("From: Kith <kith@example.org>");
    expect(raw).toContain(`See the visit: https://kith.example.org/events/${event.id}`);
    expect(raw).toContain("<h1");
    expect(raw).toContain("Bo &amp; Co (Watchlist)");
    expect(raw).toContain("Gate &lt;1&gt;");
    expect(raw).not.toMatch(/image\/|<img|attachment|\/api\//);
  });

  it("is in the member's language", async () => {
    const { run } = await visit({ locale: "de" });
    await run();
    expect(received[0]?.raw).toContain("Zum Besuch");
  });

  it("is written for nobody who does not want it, about nobody else, and only once a visit", async () => {
    expect(await (await visit({ wanted: false })).mails()).toEqual([]);
    expect(await (await visit({ category: "unknown" as never })).mails()).toEqual([]);
    const { event, mails } = await visit();
    const next = await db().event.create({
      data: {
        ...{ householdId: event.householdId, cameraId: event.cameraId, visitId: event.visitId },
        ...{ kind: "motion", outcome: "recognised", occurredAt: now(), receivedAt: now() },
      },
    });
    await buildFace(next, { name: "Cy", category: "watchlist" });
    await decideNotifications(next.id, now());
    expect(await mails()).toHaveLength(1);
  });

  it("is not sent to a member who has switched it off meanwhile", async () => {
    const { owner, run, mails } = await visit();
    await setMailsWatchlist(owner, false);
    await run();
    expect(received).toEqual([]);
    expect(await mails()).toMatchObject([{ state: "unsent", detail: "Not wanted any more." }]);
  });

  it.each([
    ["the recipient", "recipient"],
    ["the message", "message"],
  ] as const)("is sent again when the server asks to come back, at %s", async (_, at) => {
    const { run, state } = await visit();
    manner = { at, status: 451 };
    await expect(run()).rejects.toThrow("answered 451");
    expect(await state()).toEqual(["pending"]);
    manner = "accept";
    await run();
    expect(await state()).toEqual(["accepted"]);
  });

  it.each(["recipient", "message"] as const)(
    "is given up when the server refuses the %s for good",
    async (at) => {
      const { run, mails } = await visit();
      manner = { at, status: 550 };
      for (const _ of [1, 2]) await run();
      expect(await mails()).toMatchObject([
        { state: "refused", detail: "The mail server answered 550." },
      ]);
    },
  );

  it.each(["silent", "hang-up"] as const)(
    "is never sent again after a server that got it and was %s: nobody can know",
    async (how) => {
      const { run, state } = await visit();
      manner = how;
      await run();
      expect(await state()).toEqual(["unconfirmed"]);
      manner = "accept";
      await run();
      expect(received).toHaveLength(1);
    },
  );

  it("is never sent again when its sender died in the middle", async () => {
    const { run, mails, state } = await visit();
    const [mail] = await mails();
    await db().notification.update({ where: { id: mail?.id ?? "" }, data: { state: "sending" } });
    for (const _ of [1, 2]) await run();
    expect(await state()).toEqual(["unconfirmed"]);
    expect(received).toEqual([]);
  });

  it("waits for a server that is not there, and says so when it is given up", async () => {
    const { run, bury, mails } = await visit();
    use("smtp://127.0.0.1:1");
    await expect(run()).rejects.toThrow();
    expect(await mails()).toMatchObject([{ state: "pending" }]);
    await bury("gave-up");
    expect(await mails()).toMatchObject([{ state: "unsent", detail: "gave-up" }]);
  });

  it("is given up when the server does not let Kith in", async () => {
    const { run, state } = await visit();
    use(url.replace("secret", "wrong"));
    await run();
    expect(await state()).toEqual(["refused"]);
  });
});

describe("where no mail server is set", () => {
  it("nothing is written, and the settings know", async () => {
    use("");
    const { owner, mails } = await visit();
    expect(await mails()).toEqual([]);
    expect(await mailSetting(owner)).toEqual({ email: owner.email, wanted: true, canSend: false });
    expect((await healthReport(now())).parts.mail).toMatchObject({
      status: "ok",
      detail: expect.stringContaining("SMTP_URL"),
    });
  });
});

describe("the health of e-mail", () => {
  it("is looked at by signing in, and sends nothing", async () => {
    expect((await healthReport(now())).parts.mail).toEqual({ status: "ok" });
    expect(received).toEqual([]);
  });
});
