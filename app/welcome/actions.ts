"use server";
import { openAction } from "#app/_server/action.ts";
import { visitorsClock, visitorsLocale } from "#app/_server/language.ts";
import * as accounts from "#lib/accounts/commands.ts";
import { firstAccountSchema } from "#lib/accounts/schema.ts";

export const makeFirstAccount = openAction(firstAccountSchema, async (account) =>
  accounts.makeFirstAccount(account, {
    locale: await visitorsLocale(),
    clock: await visitorsClock(),
  }),
);
