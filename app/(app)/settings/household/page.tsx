import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { requireActor } from "#app/_server/session.ts";
import { InvitationsCard } from "#components/household/invitations-card.tsx";
import { KeptCard } from "#components/household/kept-card.tsx";
import { MembersCard } from "#components/household/members-card.tsx";
import { ZoneCard } from "#components/household/zone-card.tsx";
import { BackLink } from "#components/ui/back-link.tsx";
import { openInvitations } from "#lib/households/invitations/queries.ts";
import { listMembers } from "#lib/households/members/queries.ts";
import { keptFor } from "#lib/retention/queries.ts";
import { chooseZone, invite, keepRecordings, leave, remove, takeBack } from "./actions.ts";

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations("household"))("title"),
});

export default async function HouseholdPage() {
  const actor = await requireActor();
  const now = new Date();
  const [t, settings, members, invitations, kept] = await Promise.all([
    getTranslations("household"),
    getTranslations("settings"),
    listMembers(actor),
    openInvitations(actor, now),
    keptFor(actor),
  ]);
  const isOwner = actor.role === "owner";
  return (
    <div className="mx-auto max-w-[720px]">
      <BackLink href="/settings">{settings("title")}</BackLink>
      <h1 className="mb-5 px-1 text-display font-semibold">{t("title")}</h1>
      <div className="space-y-4">
        <MembersCard
          members={members}
          ownId={actor.accountId}
          remove={isOwner ? remove : null}
          leave={isOwner ? null : leave}
        />
        {isOwner && <InvitationsCard open={invitations} invite={invite} takeBack={takeBack} />}
        <ZoneCard
          zone={actor.timeZone}
          serverNow={now.toISOString()}
          choose={isOwner ? chooseZone : null}
        />
        <KeptCard kept={kept} choose={isOwner ? keepRecordings : null} />
      </div>
    </div>
  );
}
