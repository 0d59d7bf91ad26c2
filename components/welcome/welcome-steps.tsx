"use client";
import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import useSWR from "swr";
import { buttonClasses } from "#components/ui/button.tsx";
import { fetchJson } from "#components/ui/fetch-json.ts";
import { useLive } from "#components/ui/live.tsx";
import type { SubscriptionSummary } from "#lib/notifications/types.ts";
import type { WelcomeState } from "#lib/welcome/types.ts";
import { FaceStep } from "./face-step.tsx";
import { NameStep, type NamingActions } from "./name-step.tsx";
import { NotifyStep } from "./notify-step.tsx";
import { RingStep } from "./ring-step.tsx";
import { StepCard, type StepStand } from "./step-card.tsx";
import { useSkipped } from "./use-skipped.ts";
import { useThisDevice } from "./use-this-device.ts";

type Step = {
  name: "account" | "ring" | "notify" | "face" | "name";
  isDone: boolean;
  told: string | null;
  body: ReactNode;
};

/** The way from nothing to the first named face, each step as it really stands. */
export function WelcomeSteps({
  initial,
  initialDevices,
  vapidPublicKey,
  serverNow,
  actions,
}: {
  initial: WelcomeState;
  initialDevices: SubscriptionSummary[];
  vapidPublicKey: string;
  serverNow: string;
  actions: NamingActions;
}) {
  const t = useTranslations("welcome");
  const { data: state = initial, mutate } = useSWR<WelcomeState>("/api/welcome", fetchJson, {
    fallbackData: initial,
  });
  useLive(() => mutate());
  const device = useThisDevice(vapidPublicKey, initialDevices);
  const { isSkipped, skip, open } = useSkipped();
  const { ring, hasSeenFace, stranger, named } = state;
  const cameras = ring.cameraNames.join(", ");
  const steps: Step[] = [
    {
      name: "account",
      isDone: true,
      told: t("account.done", { name: state.displayName, household: state.householdName }),
      body: null,
    },
    {
      name: "ring",
      isDone: ring.state === "linked",
      told:
        ring.state === "linked" ? t(ring.isDemo ? "ring.demo" : "ring.done", { cameras }) : null,
      body: <RingStep state={ring.state} />,
    },
    {
      name: "notify",
      isDone: device.isOn,
      told: device.isOn ? t("notify.done") : null,
      body: <NotifyStep device={device} />,
    },
    {
      name: "face",
      isDone: hasSeenFace,
      told: hasSeenFace ? t("face.done") : null,
      body: <FaceStep isDemo={ring.isDemo} />,
    },
    {
      name: "name",
      isDone: named !== null,
      told: named && t("name.done", { name: named.name }),
      body: stranger ? (
        <NameStep
          stranger={stranger}
          serverNow={serverNow}
          actions={actions}
          onNamed={() => mutate()}
        />
      ) : (
        <FaceStep isDemo={ring.isDemo} />
      ),
    },
  ];
  const now = steps.find((step) => !step.isDone && !isSkipped(step.name));
  const standOf = (step: Step): StepStand => {
    if (step.isDone) return "done";
    if (step === now) return "now";
    return isSkipped(step.name) ? "skipped" : "later";
  };
  const isReady = steps.every(({ isDone }) => isDone);
  return (
    <>
      <ol className="space-y-1">
        {steps.map((step, place) => (
          <StepCard
            key={step.name}
            number={place + 1}
            title={t(`${step.name}.title`)}
            told={step.told}
            stand={standOf(step)}
            onSkip={() => skip(step.name)}
            onOpen={() => open(step.name)}
          >
            {step.body}
          </StepCard>
        ))}
      </ol>
      <p role="status" className="mt-6 mb-2 text-center text-pretty text-muted">
        {isReady ? t("ready") : !now && t("rest")}
      </p>
      <Link href="/" prefetch={false} className={buttonClasses(now ? "plain" : "main", "w-full")}>
        {t("timeline")}
      </Link>
    </>
  );
}
