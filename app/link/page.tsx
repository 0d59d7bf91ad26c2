import type { Metadata } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { requireActor } from "#app/_server/session.ts";
import { ClaimForm } from "#components/ring/claim-form.tsx";
import { KithMark } from "#components/shell/kith-mark.tsx";
import { buttonClasses } from "#components/ui/button.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { listRingAccounts } from "#lib/ring/linking/queries.ts";
import { linkProofSchema } from "#lib/ring/linking/schema.ts";
import { claim } from "./actions.ts";

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations("ring.link"))("title"),
});

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

/**
 * Where Ring sends its user, to say whose the account is. Looking at the page links nothing: a press
 * does, so that nobody can be made to take in an account by a link alone.
 */
export default async function LinkPage({ searchParams }: Props) {
  const actor = await requireActor();
  const t = await getTranslations("ring.link");
  const proof = linkProofSchema.safeParse(await searchParams).data;
  const isFirst = (await listRingAccounts(actor)).length === 0;
  return (
    <main className="mx-auto flex min-h-dvh max-w-sm flex-col justify-center px-5 py-10">
      <div className="mb-8 flex flex-col items-center gap-3 text-center">
        <KithMark sizePx={64} />
        <h1 className="text-display font-semibold">{t("title")}</h1>
      </div>
      {proof ? (
        <ClaimForm
          proof={proof}
          email={actor.email}
          claim={claim}
          to={isFirst ? "/welcome" : "/settings"}
        />
      ) : (
        <Notice tone="warning" title={t("fromRing")}>
          <p>{t("howTo")}</p>
        </Notice>
      )}
      <Link href="/settings" className={buttonClasses("plain", "mt-3 w-full")}>
        {t("back")}
      </Link>
    </main>
  );
}
