"use client";
import { useTranslations } from "next-intl";
import { useEffect, useSyncExternalStore } from "react";
import useSWR from "swr";
import { ReviewScreen } from "#components/review/review-screen.tsx";
import { ReviewSkeleton } from "#components/shell/page-skeleton.tsx";
import { useConnection } from "#components/ui/connection.ts";
import { fetchJson } from "#components/ui/fetch-json.ts";
import { FetchProblem } from "#components/ui/fetch-problem.tsx";
import { Notice } from "#components/ui/notice.tsx";
import "#components/ui/sheet-dialog.tsx";
import type { ReviewPage } from "#lib/review/types.ts";
import { KEPT_QUEUE } from "./kept-copy.ts";
import { OfflinePeople, OfflinePerson } from "./offline-people.tsx";
import { OfflineTimeline, OfflineVisit } from "./offline-visits.tsx";

/**
 * What can be read without a connection, whatever address it is shown at: the service worker gives this
 * page out where Kith does not answer.
 */
export function OfflineScreen() {
  const path = usePath();
  const { isOffline, asOf } = useConnection();
  const isThere = asOf !== null && !isOffline;
  useEffect(() => {
    // The page itself can be had again. Nobody is taken out of a review, which goes on as it is.
    if (isThere && path && path !== "/offline" && path !== "/review") location.reload();
  }, [isThere, path]);
  if (!path) return <ReviewSkeleton />;
  return <Kept path={path} />;
}

function Kept({ path }: { path: string }) {
  const t = useTranslations("offline");
  const [, place, id] = path.split("/");
  if (place === "review") return <KeptReview />;
  if (place === "people") return id ? <OfflinePerson personId={id} /> : <OfflinePeople />;
  if (id && (place === "visits" || place === "events")) return <OfflineVisit id={id} />;
  return (
    <>
      {place !== "" && place !== "offline" && <Notice tone="info">{t("notKept")}</Notice>}
      <OfflineTimeline />
    </>
  );
}

function KeptReview() {
  const { data, error } = useSWR<ReviewPage, Error>(KEPT_QUEUE, fetchJson);
  if (data) return <ReviewScreen initial={data} />;
  return error ? <FetchProblem error={error} /> : <ReviewSkeleton />;
}

/** The address that was asked for, which is not the address of this page. */
const usePath = (): string | null =>
  useSyncExternalStore(
    () => () => undefined,
    () => location.pathname,
    () => null,
  );
