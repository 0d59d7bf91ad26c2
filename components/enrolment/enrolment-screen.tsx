"use client";
import { useState } from "react";
import useSWR from "swr";
import { fetchJson } from "#components/ui/fetch-json.ts";
import { useLive } from "#components/ui/live.tsx";
import type { Enrolled, EnrolmentState } from "#lib/enrolment/types.ts";
import { EnrolledCard } from "./enrolled-card.tsx";
import type { EnrolmentActions } from "./enrolment-actions.ts";
import { PhotoEnrolment } from "./photo-enrolment.tsx";
import { WalkEnrolment } from "./walk-enrolment.tsx";

/** An enrolment from its first face until the household has said that these are theirs. */
export function EnrolmentScreen({
  initial,
  serverNow,
  actions,
}: {
  initial: EnrolmentState;
  serverNow: string;
  actions: EnrolmentActions;
}) {
  const [enrolled, setEnrolled] = useState<Enrolled | null>(null);
  const { data: enrolment = initial, mutate } = useSWR<EnrolmentState>(
    `/api/enrolments/${initial.enrolmentId}`,
    fetchJson,
    { fallbackData: initial },
  );
  useLive(() => mutate());
  const outcome = enrolment.outcome ?? enrolled;
  const { walk } = enrolment;
  if (outcome)
    return <EnrolledCard enrolment={enrolment} outcome={outcome} takeBack={actions.takeBack} />;
  if (walk)
    return (
      <WalkEnrolment
        enrolment={{ ...enrolment, walk }}
        serverNow={serverNow}
        enrol={actions.enrolWalk}
        onEnrolled={setEnrolled}
      />
    );
  return (
    <PhotoEnrolment
      enrolment={enrolment}
      enrol={actions.enrolPhotos}
      refresh={() => void mutate()}
      onEnrolled={setEnrolled}
    />
  );
}
