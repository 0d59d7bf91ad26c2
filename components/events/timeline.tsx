"use client";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { lazy, Suspense, useCallback, useEffect, useState } from "react";
import type { ShareAction } from "#components/bundles/share-card.tsx";
import type { PersonActions } from "#components/people/person-actions.ts";
import { buttonClasses } from "#components/ui/button.tsx";
import { FetchProblem } from "#components/ui/fetch-problem.tsx";
import { useNow } from "#components/ui/use-now.ts";
import { type AddressPart, partsOf, queryOf, without } from "#lib/events/timeline/address.ts";
import type { TimelineAddress, VisitMark } from "#lib/events/timeline/types.ts";
import type { VisitSummary } from "#lib/events/types.ts";
import { DayGroups } from "./day-groups.tsx";
import { DayPicture } from "./day-picture.tsx";
import { EarlierVisits } from "./earlier-visits.tsx";
import { EmptyTimeline } from "./empty-timeline.tsx";
import { FilterBar, type FilterBarProps } from "./filter-bar.tsx";
import { NewPill } from "./new-pill.tsx";
import { NoMatch } from "./no-match.tsx";
import { PullToRefresh } from "./pull-to-refresh.tsx";
import { useReadingMark } from "./use-reading-mark.ts";
import { useEarlier, useStretch } from "./use-visits.ts";

/** Not for a phone, which has one pane. */
const VisitScreen = lazy(async () => ({
  default: (await import("#components/visits/visit-screen.tsx")).VisitScreen,
}));

/** From this width on the chosen visit opens beside the list (the token `--breakpoint-pane`). */
const TWO_PANES = "(min-width: 1024px)";

type Props = FilterBarProps & {
  initialVisits: VisitSummary[];
  initialMarks: VisitMark[];
  /** Where nothing was found: what to lift so that something is. */
  toLift: AddressPart[];
  /** Visits that are asked for at first: fewer are all there are. */
  firstCount: number;
  serverNow: string;
  actions: PersonActions;
  share: ShareAction;
};

/** What happened, newest first, live; on a wide screen with the chosen visit beside it. */
export function Timeline({
  initialVisits,
  initialMarks,
  toLift,
  firstCount,
  serverNow,
  actions,
  share,
  ...filters
}: Props) {
  const { address, timeZone } = filters;
  const now = useNow(serverNow);
  const { downTo, past } = useEarlier(address, initialVisits, firstCount);
  const { visits, error } = useStretch(address, { downTo, visits: initialVisits }, true);
  const { shown, fresh, reveal, arrivedSince } = useReadingMark(visits);
  const [chosen, setChosen] = useState<string>();
  useEffect(() => {
    if (matchMedia(TWO_PANES).matches) setChosen((old) => old ?? initialVisits[0]?.visitId);
  }, [initialVisits]);
  const open = useCallback((visitId: string) => {
    if (!matchMedia(TWO_PANES).matches) return false;
    setChosen(visitId);
    return true;
  }, []);
  const rows = { now, timeZone, chosen, onOpen: open };
  const isAsked = partsOf(address).length > 0;
  if (visits.length === 0 && !isAsked) return <EmptyTimeline />;
  return (
    <div className="pane:grid pane:grid-cols-[minmax(0,26rem)_minmax(0,1fr)] pane:gap-8">
      <div className="mx-auto w-full max-w-[720px]">
        <PullToRefresh />
        <NewPill count={fresh} onPress={reveal} />
        <FilterBar {...filters} now={now} />
        <DayPicture
          address={address}
          initialMarks={initialMarks}
          onOpen={open}
          {...{ now, timeZone }}
        />
        {error && <FetchProblem error={error} />}
        {visits.length === 0 && <NoMatch address={address} toLift={toLift} />}
        {address.before && <ToNewest address={address} />}
        <DayGroups visits={shown} arrivedSince={arrivedSince} {...rows} />
        <EarlierVisits address={address} past={past} {...rows} />
      </div>
      <div className="hidden pane:block">
        {chosen && (
          <div className="sticky top-6 max-h-[calc(100dvh-3rem)] overflow-y-auto rounded-card pb-6">
            <Suspense>
              <VisitScreen
                key={chosen}
                visitId={chosen}
                initial={null}
                heading="h2"
                serverNow={now}
                actions={actions}
                share={share}
              />
            </Suspense>
          </div>
        )}
      </div>
    </div>
  );
}

function ToNewest({ address }: { address: TimelineAddress }) {
  const t = useTranslations("timeline");
  return (
    <Link
      href={`/${queryOf(without(address, "day"))}`}
      className={buttonClasses("soft", "mt-4 w-full")}
    >
      {t("newest")}
    </Link>
  );
}
