import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { requireActor } from "#app/_server/session.ts";
import { ModelsView } from "#components/models/models-view.tsx";
import { BackLink } from "#components/ui/back-link.tsx";
import { modelsOverview } from "#lib/models/queries.ts";
import { choose } from "./actions.ts";

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations("models"))("title"),
});

export default async function ModelsPage() {
  const actor = await requireActor();
  const t = await getTranslations("models");
  const settings = await getTranslations("settings");
  return (
    <div className="mx-auto max-w-[720px]">
      <BackLink href="/settings">{settings("title")}</BackLink>
      <h1 className="mb-5 px-1 text-display font-semibold">{t("title")}</h1>
      <ModelsView
        overview={await modelsOverview(actor, new Date())}
        choose={actor.role === "owner" ? choose : null}
      />
    </div>
  );
}
