import { ChevronRight } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { requireActor } from "#app/_server/session.ts";
import { SignOutButton } from "#components/account/sign-out-button.tsx";
import { DeviceCard } from "#components/push/device-card.tsx";
import { Receipts } from "#components/ring/receipts.tsx";
import { RingAccounts } from "#components/ring/ring-accounts.tsx";
import { CameraList } from "#components/settings/camera-list.tsx";
import { buttonClasses } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { listCameras } from "#lib/cameras/queries.ts";
import { listReceipts } from "#lib/erasure/queries.ts";
import { env } from "#lib/infra/env.ts";
import { mailSetting } from "#lib/notifications/mail/queries.ts";
import { listSubscriptions } from "#lib/notifications/queries.ts";
import { listRingAccounts } from "#lib/ring/linking/queries.ts";
import { disconnectRing, mailWatchlist, rename, retryRingLink, sendTest } from "./actions.ts";

export const metadata: Metadata = { title: "Settings" };

const aboutRecognition = [
  { href: "/sureness", words: "How sure is Kith in this house?" },
  { href: "/ai-notice", words: "What it can and cannot do" },
  { href: "/settings/models", words: "Models" },
] as const;

export default async function SettingsPage() {
  const actor = await requireActor();
  const now = new Date();
  const [devices, mail, ringAccounts, receipts, cameras] = await Promise.all([
    listSubscriptions(actor, now),
    mailSetting(actor),
    listRingAccounts(actor),
    listReceipts(actor),
    listCameras(actor),
  ]);
  return (
    <div className="mx-auto max-w-[720px] space-y-4">
      <h1 className="mb-5 px-1 text-display font-semibold">Settings</h1>
      <DeviceCard
        vapidPublicKey={env().VAPID_PUBLIC_KEY}
        initialDevices={devices}
        serverNow={now.toISOString()}
        sendTest={sendTest}
        rename={rename}
        mail={mail}
        mailWatchlist={mailWatchlist}
      />
      <Card
        title="Ring"
        id="ring"
        aside={
          <Link href="/ledger" prefetch={false} className={buttonClasses("plain", "-my-3 -mr-3")}>
            Did I miss anything?
          </Link>
        }
      >
        <RingAccounts
          accounts={ringAccounts}
          retry={retryRingLink}
          disconnect={actor.role === "owner" ? disconnectRing : null}
        />
        <Receipts receipts={receipts} />
      </Card>
      <Card
        title="Cameras"
        aside={
          <Link href="/cameras" prefetch={false} className={buttonClasses("plain", "-my-3 -mr-3")}>
            What they see
          </Link>
        }
      >
        <CameraList cameras={cameras} />
      </Card>
      <Card title="Recognition">
        <p className="text-pretty text-muted">
          Faces are compared on this machine alone. Small children, relatives and old people are
          hard to tell apart: Kith asks rather than guesses.
        </p>
        <ul className="-mx-2 mt-2">
          {aboutRecognition.map(({ href, words }) => (
            <li key={href}>
              <Link
                href={href}
                prefetch={false}
                className="flex min-h-12 items-center justify-between gap-3 rounded-lg px-2 hover:bg-sunken"
              >
                <span className="font-medium">{words}</span>
                <ChevronRight
                  aria-hidden
                  size={20}
                  strokeWidth={1.75}
                  className="shrink-0 text-muted"
                />
              </Link>
            </li>
          ))}
        </ul>
      </Card>
      <Card title="You">
        <div className="flex flex-wrap items-center justify-between gap-3">
          <p>
            {actor.displayName}
            <span className="block text-small text-muted">{actor.email}</span>
            <span className="block text-small text-muted">
              Times are those of {actor.timeZone}.
            </span>
          </p>
          <SignOutButton />
        </div>
      </Card>
    </div>
  );
}
