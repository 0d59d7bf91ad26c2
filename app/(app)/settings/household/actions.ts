"use server";
import { revalidatePath } from "next/cache";
import { z } from "zod";
import { action } from "#app/_server/action.ts";
import * as invitations from "#lib/households/invitations/commands.ts";
import { invitationSchema } from "#lib/households/invitations/schema.ts";
import { leaveHousehold, removeMember } from "#lib/households/members/commands.ts";
import { memberSchema } from "#lib/households/members/schema.ts";
import { setTimeZone } from "#lib/households/zone/commands.ts";
import { timeZoneSchema } from "#lib/households/zone/schema.ts";
import { env } from "#lib/infra/env.ts";
import { setRecordingDays } from "#lib/retention/recordings/commands.ts";
import { recordingDaysSchema } from "#lib/retention/recordings/schema.ts";

export const invite = action(z.undefined(), async (actor) => {
  const { invitationId, token } = await invitations.invite(actor, new Date());
  return { invitationId, url: `${env().NEXTAUTH_URL}/join/${token}` };
});

export const takeBack = action(invitationSchema, (actor, { invitationId }) =>
  invitations.takeBackInvitation(actor, invitationId),
);

export const remove = action(memberSchema, (actor, { accountId }) =>
  removeMember(actor, accountId, new Date()),
);

export const leave = action(z.undefined(), (actor) => leaveHousehold(actor, new Date()));

export const chooseZone = action(timeZoneSchema, async (actor, { timeZone }) => {
  await setTimeZone(actor, timeZone, new Date());
  revalidatePath("/", "layout");
});

export const keepRecordings = action(recordingDaysSchema, (actor, { days }) =>
  setRecordingDays(actor, days),
);
