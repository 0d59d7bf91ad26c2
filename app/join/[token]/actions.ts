"use server";
import { openAction } from "#app/_server/action.ts";
import { visitorsClock, visitorsLocale } from "#app/_server/language.ts";
import * as invitations from "#lib/households/invitations/commands.ts";
import { joinSchema } from "#lib/households/invitations/schema.ts";

export const join = openAction(joinSchema, async (joining) =>
  invitations.join(
    joining,
    { locale: await visitorsLocale(), clock: await visitorsClock() },
    new Date(),
  ),
);
