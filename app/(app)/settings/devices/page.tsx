import type { Metadata } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { requireActor } from "#app/_server/session.ts";
import { mailWatchlist, rename, restoreDevice, sendTest } from "#app/(app)/settings/actions.ts";
import { DeviceCard } from "#components/push/device-card.tsx";
import { BackLink } from "#components/ui/back-link.tsx";
import { buttonClasses } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { env } from "#lib/infra/env.ts";
import { mailSetting } from "#lib/notifications/mail/queries.ts";
import { listSubscriptions, removedDevices } from "#lib/notifications/queries.ts";

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations("devices"))("page"),
});

export default async function DevicesPage() {
  const actor = await requireActor();
  const now = new Date();
  const [t, settings, devices, removed, mail] = await Promise.all([
    getTranslations("devices"),
    getTranslations("settings"),
    listSubscriptions(actor, now),
    removedDevices(actor),
    mailSetting(actor),
  ]);
  return (
    <div className="mx-auto max-w-[720px] space-y-4">
      <BackLink href="/settings">{settings("title")}</BackLink>
      <h1 className="px-1 text-display font-semibold">{t("page")}</h1>
      <DeviceCard
        vapidPublicKey={env().VAPID_PUBLIC_KEY}
        initialDevices={devices}
        initialRemoved={removed}
        serverNow={now.toISOString()}
        mail={mail}
        {...{ sendTest, rename, restoreDevice, mailWatchlist }}
      />
      <Card title={t("kept.title")}>
        <p className="text-pretty text-muted">{t("kept.text")}</p>
      </Card>
      <Link href="/settings/install" className={buttonClasses("soft", "w-full")}>
        {t("install")}
      </Link>
    </div>
  );
}
