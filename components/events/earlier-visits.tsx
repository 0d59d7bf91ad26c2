"use client";
import { FetchProblem } from "#components/ui/fetch-problem.tsx";
import { useInView } from "#components/ui/use-in-view.ts";
import { queryOf } from "#lib/events/timeline/address.ts";
import { partsOfPlace } from "#lib/events/timeline/place.ts";
import type { TimelineAddress } from "#lib/events/timeline/types.ts";
import { DayGroups, type RowProps } from "./day-groups.tsx";
import { EarlierLink } from "./earlier-link.tsx";
import { type Past, type Stretch, useStretch } from "./use-visits.ts";

/** So far outside the window a stretch is kept current. */
const NEAR_PX = 400;

/** The list beyond its first page, without end. */
export function EarlierVisits({
  address,
  past: { earlier, end, load, failure },
  ...rows
}: RowProps & { address: TimelineAddress; past: Past }) {
  return (
    <>
      {earlier.map((stretch) => (
        <EarlierStretch key={stretch.before} address={address} stretch={stretch} {...rows} />
      ))}
      {end && (
        <EarlierLink
          href={`/${queryOf({ ...address, before: end })}`}
          count={earlier.length}
          failure={failure}
          onLoad={load}
        />
      )}
    </>
  );
}

/** A stretch of the list further down. The browser draws it only where somebody sees it. */
function EarlierStretch({
  address,
  stretch,
  ...rows
}: RowProps & { address: TimelineAddress; stretch: Stretch }) {
  const { before } = stretch;
  const [ref, isInView] = useInView<HTMLDivElement>(NEAR_PX);
  const { visits, error } = useStretch({ ...address, before }, stretch, isInView);
  return (
    <div
      ref={ref}
      className="-mx-2 px-2 pb-1 [contain-intrinsic-size:auto_3000px] [content-visibility:auto]"
    >
      {error && <FetchProblem error={error} />}
      <DayGroups visits={visits} above={partsOfPlace(before).startedAt} {...rows} />
    </div>
  );
}
