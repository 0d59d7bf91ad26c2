import type { Metadata } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { currentActor } from "#app/_server/session.ts";
import { chooseLanguage } from "#app/sign-in/actions.ts";
import { JoinForm } from "#components/account/join-form.tsx";
import { LanguageSwitch } from "#components/account/language-switch.tsx";
import { KithMark } from "#components/shell/kith-mark.tsx";
import { buttonClasses } from "#components/ui/button.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { invitationStand } from "#lib/households/invitations/queries.ts";
import { join } from "./actions.ts";

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations("join"))("title"),
  // The address lets in: no other site may be told of it.
  referrer: "no-referrer",
});

type Props = { params: Promise<{ token: string }> };

/** Where an invitation's link leads. */
export default async function JoinPage({ params }: Props) {
  const { token } = await params;
  const t = await getTranslations("join");
  return (
    <main className="mx-auto flex min-h-dvh max-w-sm flex-col justify-center px-5 py-10">
      <div className="mb-6 flex flex-col items-center gap-3 text-center">
        <KithMark sizePx={64} />
        <h1 className="text-display font-semibold">{t("title")}</h1>
      </div>
      <Invitation token={token} />
      <div className="mt-8">
        <LanguageSwitch choose={chooseLanguage} />
      </div>
    </main>
  );
}

async function Invitation({ token }: { token: string }) {
  const [t, actor, invitation] = await Promise.all([
    getTranslations("join"),
    currentActor(),
    invitationStand(token, new Date()),
  ]);
  const elsewhere = (words: string) => (
    <Link href="/" prefetch={false} className={buttonClasses("main", "mt-3 w-full")}>
      {words}
    </Link>
  );
  if (actor)
    return (
      <>
        <Notice tone="info">{t("signedIn", { email: actor.email })}</Notice>
        {elsewhere(t("timeline"))}
      </>
    );
  if (invitation.stand !== "open")
    return (
      <>
        <Notice tone="warning">{t(invitation.stand)}</Notice>
        {elsewhere(t("signIn"))}
      </>
    );
  const { invitedBy, householdName } = invitation;
  return (
    <>
      <p className="mb-6 text-center text-pretty text-muted">
        {t("about", { who: invitedBy, household: householdName })}
      </p>
      <JoinForm token={token} join={join} />
    </>
  );
}
