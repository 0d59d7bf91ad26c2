import type { Metadata } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { requireActor } from "#app/_server/session.ts";
import { ClockSwitch } from "#components/account/clock-switch.tsx";
import { LanguageSwitch } from "#components/account/language-switch.tsx";
import { SignOutButton } from "#components/account/sign-out-button.tsx";
import { ReviewKeysSwitch } from "#components/review/review-keys-switch.tsx";
import { Receipts } from "#components/ring/receipts.tsx";
import { RingAccounts } from "#components/ring/ring-accounts.tsx";
import { CameraList } from "#components/settings/camera-list.tsx";
import { buttonClasses } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { LinkRow } from "#components/ui/link-row.tsx";
import { listCameras } from "#lib/cameras/queries.ts";
import { listReceipts } from "#lib/erasure/queries.ts";
import { listRingAccounts } from "#lib/ring/linking/queries.ts";
import { chooseClock, chooseLanguage, disconnectRing, retryRingLink } from "./actions.ts";

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations("settings"))("title"),
});

const aboutRecognition = [
  { href: "/sureness", name: "sureness" },
  { href: "/ai-notice", name: "notice" },
  { href: "/settings/models", name: "models" },
] as const;

export default async function SettingsPage() {
  const actor = await requireActor();
  const [t, account, household, welcome] = await Promise.all([
    getTranslations("settings"),
    getTranslations("account"),
    getTranslations("household"),
    getTranslations("welcome"),
  ]);
  const [ringAccounts, receipts, cameras] = await Promise.all([
    listRingAccounts(actor),
    listReceipts(actor),
    listCameras(actor),
  ]);
  return (
    <div className="mx-auto max-w-[720px] space-y-4">
      <h1 className="mb-5 px-1 text-display font-semibold">{t("title")}</h1>
      <Card title={t("phone.title")}>
        <Places
          places={[
            { href: "/settings/devices", words: t("phone.devices") },
            { href: "/settings/install", words: t("phone.install") },
          ]}
        />
      </Card>
      <Card
        title="Ring"
        id="ring"
        aside={
          <Link href="/ledger" prefetch={false} className={buttonClasses("plain", "-my-3 -mr-3")}>
            {t("missed")}
          </Link>
        }
      >
        <RingAccounts
          accounts={ringAccounts}
          retry={retryRingLink}
          disconnect={actor.role === "owner" ? disconnectRing : null}
        />
      </Card>
      <Card
        title={t("cameras.title")}
        aside={
          <Link href="/cameras" prefetch={false} className={buttonClasses("plain", "-my-3 -mr-3")}>
            {t("cameras.see")}
          </Link>
        }
      >
        <CameraList cameras={cameras} />
      </Card>
      <Card title={t("recognition.title")}>
        <p className="text-pretty text-muted">{t("recognition.about")}</p>
        <Places
          places={aboutRecognition.map(({ href, name }) => ({
            href,
            words: t(`recognition.${name}`),
          }))}
        />
      </Card>
      <Card title={household("title")}>
        <Places places={[{ href: "/settings/household", words: household("open") }]} />
      </Card>
      <Receipts receipts={receipts} />
      <Card title={account("title")}>
        <div className="space-y-3">
          <LanguageSwitch choose={chooseLanguage} />
          <ClockSwitch choose={chooseClock} />
          <ReviewKeysSwitch />
        </div>
        <Places places={[{ href: "/welcome", words: welcome("begin") }]} />
        <div className="mt-4 flex flex-wrap items-center justify-between gap-3">
          <p>
            {actor.displayName}
            <span className="block text-small text-muted">{actor.email}</span>
            <span className="block text-small text-muted">
              {account("zone", { zone: actor.timeZone })}
            </span>
          </p>
          <SignOutButton />
        </div>
      </Card>
    </div>
  );
}

const Places = ({ places }: { places: { href: string; words: string }[] }) => (
  <ul className="-mx-2 mt-2">
    {places.map(({ href, words }) => (
      <li key={href}>
        <LinkRow href={href}>
          <span className="font-medium">{words}</span>
        </LinkRow>
      </li>
    ))}
  </ul>
);
