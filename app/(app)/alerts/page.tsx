import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { requireActor } from "#app/_server/session.ts";
import { AlertsView } from "#components/alerts/alerts-view.tsx";
import { getAlertSettings, namesForRules } from "#lib/alerts/queries.ts";
import { listUnsent, unsentPageSchema } from "#lib/alerts/unsent/queries.ts";
import { save, startSnooze, stopSnooze, tryPlan } from "./actions.ts";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("alerts");
  return { title: t("title") };
}

export default async function AlertsPage() {
  const actor = await requireActor();
  const t = await getTranslations("alerts");
  const [settings, names, unsent] = await Promise.all([
    getAlertSettings(actor, new Date()),
    namesForRules(actor),
    listUnsent(actor, unsentPageSchema.parse({})),
  ]);
  return (
    <div className="mx-auto max-w-[720px]">
      <h1 className="mb-2 px-1 text-display font-semibold">{t("title")}</h1>
      <p className="mb-5 px-1 text-pretty text-muted">{t("intro")}</p>
      <AlertsView
        initialSettings={settings}
        initialUnsent={unsent}
        names={names}
        timeZone={actor.timeZone}
        actions={{ tryPlan, save, startSnooze, stopSnooze }}
      />
    </div>
  );
}
