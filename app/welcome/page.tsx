import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { connection } from "next/server";
import { getTranslations } from "next-intl/server";
import { currentActor } from "#app/_server/session.ts";
import { categorise, rename } from "#app/(app)/people/actions.ts";
import { chooseLanguage } from "#app/sign-in/actions.ts";
import { LanguageSwitch } from "#components/account/language-switch.tsx";
import { KithMark } from "#components/shell/kith-mark.tsx";
import { LiveProvider } from "#components/ui/live.tsx";
import { UndoProvider } from "#components/ui/undo-bar.tsx";
import { FirstAccountForm } from "#components/welcome/first-account-form.tsx";
import { WelcomeSteps } from "#components/welcome/welcome-steps.tsx";
import { hasAccounts } from "#lib/accounts/queries.ts";
import { env } from "#lib/infra/env.ts";
import { listSubscriptions } from "#lib/notifications/queries.ts";
import { welcomeState } from "#lib/welcome/queries.ts";
import { makeFirstAccount } from "./actions.ts";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("welcome");
  return { title: t("title") };
}

/** From nothing to the first named face. Nobody is sent here but on a new installation. */
export default async function WelcomePage() {
  await connection();
  const madeAt = Date.now();
  const actor = await currentActor();
  if (!actor && (await hasAccounts())) redirect("/sign-in?to=/welcome");
  const t = await getTranslations("welcome");
  return (
    <main className="mx-auto min-h-dvh max-w-[560px] px-4 py-8">
      <div className="mb-6 flex flex-col items-center gap-3 text-center">
        <KithMark sizePx={56} />
        <h1 className="text-display font-semibold">{t("title")}</h1>
        <p className="text-pretty text-muted">{t("about")}</p>
      </div>
      {actor ? (
        <LiveProvider url="/api/live" madeAt={madeAt}>
          <UndoProvider>
            <WelcomeSteps
              initial={await welcomeState(actor)}
              initialDevices={await listSubscriptions(actor, new Date())}
              vapidPublicKey={env().VAPID_PUBLIC_KEY}
              serverNow={new Date().toISOString()}
              actions={{ rename, categorise }}
            />
          </UndoProvider>
        </LiveProvider>
      ) : (
        <>
          <FirstAccountForm make={makeFirstAccount} />
          <div className="mt-8">
            <LanguageSwitch choose={chooseLanguage} />
          </div>
        </>
      )}
    </main>
  );
}
