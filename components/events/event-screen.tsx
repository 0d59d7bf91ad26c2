"use client";
import useSWR from "swr";
import type { PersonActions } from "#components/people/person-actions.ts";
import { fetchJson, NotThereError } from "#components/ui/fetch-json.ts";
import { useLive } from "#components/ui/live.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import type { EventDetail } from "#lib/events/types.ts";
import { EventView } from "./event-view.tsx";

/** An event that stays current. Without `initial` it is fetched. */
export function EventScreen({
  eventId,
  initial,
  ...rest
}: {
  eventId: string;
  initial: EventDetail | null;
  heading: "h1" | "h2";
  timeZone: string;
  serverNow: string;
  actions: PersonActions;
}) {
  const { data, error, mutate } = useSWR<EventDetail, Error>(`/api/events/${eventId}`, fetchJson, {
    ...(initial && { fallbackData: initial }),
  });
  useLive(() => mutate());
  const problem = error && <Notice tone="warning">{error.message}</Notice>;
  if (data && !(error instanceof NotThereError))
    return (
      <>
        {problem}
        <EventView event={data} onChanged={() => mutate()} {...rest} />
      </>
    );
  if (problem) return problem;
  return (
    <div role="status">
      <span className="sr-only">Loading</span>
      <Skeleton className="aspect-video w-full rounded-card" />
      <Skeleton className="mt-5 h-7 w-2/3" />
      <Skeleton className="mt-5 h-36 w-full rounded-card" />
    </div>
  );
}
