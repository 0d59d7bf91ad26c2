"use server";
import { revalidatePath } from "next/cache";
import { action } from "#app/_server/action.ts";
import { keepLocale } from "#app/_server/language.ts";
import { setClock, setLocale, setReviewKeys } from "#lib/accounts/commands.ts";
import { clockSchema, localeSchema, reviewKeysSchema } from "#lib/accounts/schema.ts";
import {
  renameDevice,
  restoreSubscription,
  sendTestNotification,
} from "#lib/notifications/commands.ts";
import { setMailsWatchlist } from "#lib/notifications/mail/commands.ts";
import {
  mailsWatchlistSchema,
  renameDeviceSchema,
  subscriptionIdSchema,
} from "#lib/notifications/schema.ts";
import { disconnectRingAccount } from "#lib/ring/leaving/commands.ts";
import { retryLink } from "#lib/ring/linking/commands.ts";
import { ringAccountIdSchema } from "#lib/ring/linking/schema.ts";

export const sendTest = action(subscriptionIdSchema, (actor, { subscriptionId }) =>
  sendTestNotification(actor, subscriptionId, new Date()),
);

export const rename = action(renameDeviceSchema, (actor, { subscriptionId, name }) =>
  renameDevice(actor, subscriptionId, name),
);

export const restoreDevice = action(subscriptionIdSchema, (actor, { subscriptionId }) =>
  restoreSubscription(actor, subscriptionId),
);

export const mailWatchlist = action(mailsWatchlistSchema, (actor, { wanted }) =>
  setMailsWatchlist(actor, wanted),
);

export const retryRingLink = action(ringAccountIdSchema, (actor, { ringAccountId }) =>
  retryLink(actor, ringAccountId),
);

export const disconnectRing = action(ringAccountIdSchema, (actor, { ringAccountId }) =>
  disconnectRingAccount(actor, ringAccountId, new Date()),
);

export const chooseLanguage = action(localeSchema, async (actor, { locale }) => {
  await setLocale(actor, locale);
  await keepLocale(locale);
  revalidatePath("/", "layout");
});

export const chooseClock = action(clockSchema, async (actor, { clock }) => {
  await setClock(actor, clock);
  revalidatePath("/", "layout");
});

export const chooseReviewKeys = action(reviewKeysSchema, (actor, { areOn }) =>
  setReviewKeys(actor, areOn),
);
