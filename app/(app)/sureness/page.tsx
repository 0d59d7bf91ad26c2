import type { Metadata } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { requireActor } from "#app/_server/session.ts";
import { LightingSureness } from "#components/sureness/lighting-sureness.tsx";
import { RunCard } from "#components/sureness/run-card.tsx";
import { BackLink } from "#components/ui/back-link.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { getSureness } from "#lib/calibration/queries.ts";
import { testNow } from "./actions.ts";

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations("sureness"))("title"),
});

export default async function SurenessPage() {
  const actor = await requireActor();
  const [t, shell] = await Promise.all([getTranslations("sureness"), getTranslations("shell")]);
  const { run, lightings } = await getSureness(actor);
  return (
    <div className="mx-auto max-w-[720px] space-y-4">
      <BackLink href="/people">{shell("people")}</BackLink>
      <h1 className="mb-5 px-1 text-display font-semibold">{t("title")}</h1>
      <RunCard run={run} serverNow={new Date().toISOString()} testNow={testNow} />
      {lightings.length === 0 && (
        <Notice tone="info" title={t("tooFew.title")}>
          {t("tooFew.about")}
        </Notice>
      )}
      {lightings.map((figures) => (
        <LightingSureness key={figures.lighting} figures={figures} />
      ))}
      <p className="px-1 text-pretty text-muted">
        {t.rich("children", {
          notice: (words) => (
            <Link href="/ai-notice" className="text-accent underline underline-offset-4">
              {words}
            </Link>
          ),
        })}
      </p>
    </div>
  );
}
