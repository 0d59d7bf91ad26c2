import { createTranslator } from "use-intl/core";
import { digestWords } from "#lib/alerts/digest/words.ts";
import { cameraName } from "#lib/cameras/name.ts";
import { db, type Transaction } from "#lib/infra/db.ts";
import { linkToken } from "#lib/infra/link-token.ts";
import type { PushAddress } from "#lib/infra/web-push.ts";
import { catalogue } from "#messages/catalogue.ts";
import type {
  Account,
  Alarm,
  Event,
  NotificationDecision,
  Prisma,
  Subscription,
} from "#prisma/generated/client.ts";
import { soleVisitor } from "../acts/queries.ts";
import { pictureAddress } from "../picture/queries.ts";
import { localeOf, type PushTranslator, pushTranslator } from "../translator.ts";
import type { PushPayload } from "../types.ts";

/** How long a device may take to say that it has shown a message. */
const RECEIPT_LIFE_MS = 24 * 3_600_000;

/** Where the device says that it has shown a message, as a path on our origin. */
function receiptAddress({ id }: Subscription, now: Date): string {
  const token = linkToken(receiptSubject(id), new Date(now.getTime() + RECEIPT_LIFE_MS));
  return `/api/push/receipts/${id}?token=${token}`;
}

export const receiptSubject = (subscriptionId: string) => ["receipt", subscriptionId];

export type ToldDecision = NotificationDecision & { event: Event; account: Account };

/** What a device is told of a visit: once more as much as is known when it is sent. */
export async function visitPayload(
  tx: Transaction,
  decision: ToldDecision,
  device: Subscription,
  now: Date,
): Promise<PushPayload> {
  const { id, title, body, silent, visitId, event, account } = decision;
  const t = pushTranslator(account.locale);
  const visitor = await soleVisitor(tx, visitId);
  const isUnsorted = visitor?.person.category === "unknown" && !visitor.isPerhapsWatched;
  const snooze = { action: "snooze", title: t("act.snooze") };
  const open = { action: "open", title: t("act.open") };
  const familiar = { action: "familiar", title: t("act.familiar") };
  const image = await pictureAddress(tx, decision, now);
  return {
    ...{ title, body, silent, lang: account.locale },
    ...{ tag: `visit-${visitId}`, url: `/events/${event.id}` },
    receipt: receiptAddress(device, now),
    ...(image && { image }),
    actions: [...(isUnsorted ? [familiar] : []), snooze, open],
    act: { decisionId: id, ...(isUnsorted && { personId: visitor.person.id }) },
    waiting: waitingWords(t),
  };
}

const waitingWords = (t: PushTranslator) => ({
  offline: { title: t("waiting.offline"), body: t("waiting.offlineMeans") },
  signedOut: { title: t("waiting.signedOut"), body: t("waiting.signedOutMeans") },
  refused: t("waiting.refused"),
});

export const digestParts = {
  decisions: { select: { visitId: true, event: { select: { camera: true } } } },
  membership: { select: { account: true } },
} satisfies Prisma.DigestInclude;

export function digestPayload(
  digest: Prisma.DigestGetPayload<{ include: typeof digestParts }>,
  device: Subscription,
  now: Date,
): PushPayload {
  const visits = digest.decisions.map(({ visitId, event }) => ({
    visitId,
    cameraName: cameraName(event.camera),
  }));
  const lang = localeOf(digest.membership.account.locale);
  return {
    ...{ ...digestWords(visits, lang), lang, silent: false },
    ...{ tag: `digest-${digest.id}`, url: "/alerts#not-sent" },
    receipt: receiptAddress(device, now),
  };
}

export function alarmPayload(
  { id, kind }: Alarm,
  device: Subscription & { account: Account },
  now: Date,
): PushPayload {
  const lang = localeOf(device.account.locale);
  const t = createTranslator({ locale: lang, messages: catalogue[lang], namespace: "alarms" });
  return {
    ...{ title: t(`${kind}.title`), body: t(`${kind}.advice`), lang },
    ...{ tag: `alarm-${id}`, silent: false },
    url: kind === "category_ended" ? "/people" : "/settings",
    receipt: receiptAddress(device, now),
  };
}

/** The test button's message; null when the device is gone. */
export async function testMessage(
  subscriptionId: string,
  now: Date,
): Promise<{ address: PushAddress; payload: PushPayload } | null> {
  const address = await db().subscription.findUnique({
    where: { id: subscriptionId, removedAt: null },
    include: { account: true },
  });
  if (!address) return null;
  const { locale } = address.account;
  const t = pushTranslator(locale);
  const device = address.ownName ?? address.device;
  return {
    address,
    payload: {
      ...{ title: t("test.title"), body: t("test.body", { device }), lang: locale },
      ...{ tag: "test", url: "/settings/devices", silent: false },
      receipt: receiptAddress(address, now),
    },
  };
}
