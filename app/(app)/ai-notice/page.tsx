import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { requireActor } from "#app/_server/session.ts";
import { AiNotice } from "#components/ai-notice/ai-notice.tsx";
import { BackLink } from "#components/ui/back-link.tsx";
import { standardModelFacts } from "#lib/models/offers.ts";

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations("notice"))("title"),
});

export default async function AiNoticePage() {
  await requireActor();
  const t = await getTranslations("notice");
  const settings = await getTranslations("settings");
  return (
    <div className="mx-auto max-w-[720px]">
      <BackLink href="/settings">{settings("title")}</BackLink>
      <h1 className="mb-5 px-1 text-display font-semibold">{t("title")}</h1>
      <AiNotice models={standardModelFacts()} />
    </div>
  );
}
