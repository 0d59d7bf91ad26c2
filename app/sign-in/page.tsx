import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { connection } from "next/server";
import { getTranslations } from "next-intl/server";
import { ownPath } from "#app/_server/own-path.ts";
import { currentActor } from "#app/_server/session.ts";
import { LanguageSwitch } from "#components/account/language-switch.tsx";
import { SignInForm } from "#components/account/sign-in-form.tsx";
import { ForgetOffline } from "#components/offline/forget-offline.tsx";
import { KithMark } from "#components/shell/kith-mark.tsx";
import { hasAccounts } from "#lib/accounts/queries.ts";
import { env } from "#lib/infra/env.ts";
import { chooseLanguage } from "./actions.ts";

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations("signIn"))("title"),
});

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function SignInPage({ searchParams }: Props) {
  await connection();
  const to = ownPath((await searchParams).to);
  if (await currentActor()) redirect(to);
  if (!(await hasAccounts())) redirect("/welcome");
  const { DEMO_EMAIL, DEMO_PASSWORD } = env();
  const demo = DEMO_EMAIL ? { email: DEMO_EMAIL, password: DEMO_PASSWORD ?? null } : null;
  return (
    <main className="mx-auto flex min-h-dvh max-w-sm flex-col justify-center px-5 py-10">
      <div className="mb-8 flex flex-col items-center gap-3 text-center">
        <KithMark sizePx={64} />
        <h1 className="text-display font-semibold">Kith</h1>
        <p className="text-muted">{(await getTranslations("shell"))("description")}</p>
      </div>
      <ForgetOffline />
      <SignInForm demo={demo} to={to} />
      <div className="mt-8">
        <LanguageSwitch choose={chooseLanguage} />
      </div>
    </main>
  );
}
