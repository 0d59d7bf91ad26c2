"use client";
import { useEffect, useRef, useState } from "react";
import useSWR, { useSWRConfig } from "swr";
import { fetchJson } from "#components/ui/fetch-json.ts";
import { useLive } from "#components/ui/live.tsx";
import { queryOf } from "#lib/events/timeline/address.ts";
import { placeOf } from "#lib/events/timeline/place.ts";
import type { TimelineAddress, TimelineRange } from "#lib/events/timeline/types.ts";
import type { VisitSummary } from "#lib/events/types.ts";

/**
 * [Note: Stretches] What is shown consists of stretches whose ends stay: the newest, which grows at its
 * top, and one for each "Show earlier". A stretch is fetched anew as a whole, so that nothing is shown
 * twice or left out when visits come, go or join in between, and only where somebody sees it.
 */
export type Stretch = { before: string; downTo: string | undefined; visits: VisitSummary[] };

/** Visits that each "Show earlier" brings. */
const EARLIER_COUNT = 30;

/** Most that the server gives at once. */
const MOST_AT_ONCE = 100;

const visitsUrl = (address: TimelineAddress, range: TimelineRange) =>
  `/api/visits${queryOf({ ...address, ...range })}`;

/** All visits down to a place, or all there are. */
async function fetchStretch(address: TimelineAddress, downTo: string | undefined) {
  const found: VisitSummary[] = [];
  for (let before = address.before; ; ) {
    const url = visitsUrl({ ...address, before }, { limit: MOST_AT_ONCE, downTo });
    const page = await fetchJson<VisitSummary[]>(url);
    found.push(...page);
    const last = page.at(-1);
    if (!last || page.length < MOST_AT_ONCE) return found;
    before = placeOf(last);
  }
}

/** A stretch that stays current while it is in view. */
export function useStretch(
  address: TimelineAddress,
  { downTo, visits }: Pick<Stretch, "downTo" | "visits">,
  isInView: boolean,
) {
  const url = visitsUrl(address, { limit: MOST_AT_ONCE, downTo });
  const { cache } = useSWRConfig();
  // What is known from before this page may have changed since: nobody listened.
  const [isStale, setStale] = useState(() => cache.get(url) !== undefined);
  const { data, error, mutate } = useSWR<VisitSummary[], Error>(
    url,
    () => fetchStretch(address, downTo),
    { fallbackData: visits, revalidateOnMount: false, revalidateOnFocus: false },
  );
  useLive(() => setStale(true));
  useEffect(() => {
    if (!isStale || !isInView) return;
    setStale(false);
    void mutate();
  }, [isStale, isInView, mutate]);
  return { visits: data ?? visits, error };
}

/** Stretches by address, for whoever comes back from a visit: what they saw is still there. */
const remembered = new Map<string, Loaded>();

type Loaded = { downTo: string | undefined; earlier: Stretch[] };

/** The end of the newest stretch, and the stretches before it, with what fetches one more. */
export function useEarlier(
  address: TimelineAddress,
  initialVisits: readonly VisitSummary[],
  firstCount: number,
) {
  const key = queryOf(address);
  const [loaded, setLoaded] = useState<Loaded>(
    () => remembered.get(key) ?? { downTo: endOf(initialVisits, firstCount), earlier: [] },
  );
  const [failure, setFailure] = useState<Error>();
  const isLoading = useRef(false);
  const end = loaded.earlier.length > 0 ? loaded.earlier.at(-1)?.downTo : loaded.downTo;
  async function load() {
    if (!end || isLoading.current) return;
    isLoading.current = true;
    try {
      const url = visitsUrl({ ...address, before: end }, { limit: EARLIER_COUNT });
      const visits = await fetchJson<VisitSummary[]>(url);
      const stretch = { before: end, downTo: endOf(visits, EARLIER_COUNT), visits };
      const next = { ...loaded, earlier: [...loaded.earlier, stretch] };
      remembered.set(key, next);
      setLoaded(next);
      setFailure(undefined);
    } catch (error) {
      setFailure(error instanceof Error ? error : new Error(String(error)));
    } finally {
      isLoading.current = false;
    }
  }
  return { downTo: loaded.downTo, past: { earlier: loaded.earlier, end, load, failure } };
}

/** What comes before the first page, as far as it is loaded, and how more comes. */
export type Past = ReturnType<typeof useEarlier>["past"];

/** Where a full page ends; nowhere where nothing comes after it. */
const endOf = (visits: readonly VisitSummary[], asked: number): string | undefined => {
  const last = visits.at(-1);
  return last && visits.length >= asked ? placeOf(last) : undefined;
};
