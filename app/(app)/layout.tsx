import { NextIntlClientProvider } from "next-intl";
import type { ReactNode } from "react";
import { buildId } from "#app/_server/build-id.ts";
import { requireActor } from "#app/_server/session.ts";
import { wordsOf } from "#app/_server/words.tsx";
import { AlarmsBanner } from "#components/alarms/alarms-banner.tsx";
import { KeepOffline } from "#components/offline/keep-offline.tsx";
import { OfflineBar } from "#components/offline/offline-bar.tsx";
import { UpdatePrompt } from "#components/offline/update-prompt.tsx";
import { KeepDevice } from "#components/push/keep-device.tsx";
import { AnswerQueueProvider } from "#components/review/answer-queue.tsx";
import { ReviewKeysProvider } from "#components/review/review-keys.tsx";
import { ComingPageProvider, PageOrShape } from "#components/shell/coming-page.tsx";
import { KeepSession } from "#components/shell/keep-session.tsx";
import { ModelsBanner } from "#components/shell/models-banner.tsx";
import { Navigation } from "#components/shell/navigation.tsx";
import { SkipLink } from "#components/shell/skip-link.tsx";
import { KeepTrail } from "#components/ui/back-link.tsx";
import { LiveProvider } from "#components/ui/live.tsx";
import { UndoProvider } from "#components/ui/undo-bar.tsx";
import { openAlarms } from "#lib/alarms/queries.ts";
import { modelsBanner } from "#lib/health/queries.ts";
import { env } from "#lib/infra/env.ts";
import { chooseReviewKeys } from "./settings/actions.ts";

export default async function AppLayout({ children }: { children: ReactNode }) {
  const madeAt = Date.now();
  const actor = await requireActor();
  const isOwner = actor.role === "owner";
  const [banner, alarms, words] = await Promise.all([
    modelsBanner(new Date()),
    isOwner ? openAlarms(actor) : [],
    wordsOf(["account", "alarms", "devices", "offline", "review", "shell", "time", "ui"]),
  ]);
  return (
    <NextIntlClientProvider messages={words}>
      <LiveProvider url="/api/live" madeAt={madeAt}>
        <AnswerQueueProvider accountId={actor.accountId}>
          <UndoProvider>
            <ComingPageProvider>
              <KeepSession />
              <KeepTrail />
              <KeepOffline owner={`${actor.householdId}.${actor.accountId}`} />
              <KeepDevice vapidPublicKey={env().VAPID_PUBLIC_KEY} />
              <SkipLink />
              <Navigation />
              <main
                id="main"
                tabIndex={-1}
                className="mx-auto max-w-6xl px-4 pt-4 pb-28 outline-none pane:pt-6 pane:pr-8 pane:pb-8 pane:pl-32"
              >
                <UpdatePrompt build={buildId()} />
                <OfflineBar />
                {isOwner && <AlarmsBanner initialAlarms={alarms} />}
                {banner && <ModelsBanner {...banner} />}
                <ReviewKeysProvider initial={actor.reviewKeys} save={chooseReviewKeys}>
                  <PageOrShape>{children}</PageOrShape>
                </ReviewKeysProvider>
              </main>
            </ComingPageProvider>
          </UndoProvider>
        </AnswerQueueProvider>
      </LiveProvider>
    </NextIntlClientProvider>
  );
}
