"use client";
import { useLinkStatus } from "next/link";
import { createContext, type ReactNode, use, useEffect, useState } from "react";
import {
  CardsSkeleton,
  PeopleSkeleton,
  PersonSkeleton,
  ReviewSkeleton,
  TimelineSkeleton,
} from "./page-skeleton.tsx";

const shapes = {
  timeline: TimelineSkeleton,
  review: ReviewSkeleton,
  people: PeopleSkeleton,
  person: PersonSkeleton,
  alerts: CardsSkeleton,
  settings: CardsSkeleton,
};

export type Place = keyof typeof shapes;

const ComingContext = createContext<Place | null>(null);
const TellContext = createContext<(place: Place | null) => void>(() => undefined);

/**
 * [Note: The shape of what comes] A press on a place shows its shape at once. Timeline, review and people have no
 * `loading.tsx` for it: a page that is opened by its address would be painted twice, first the shape and a
 * third of a second later what takes Kith a tenth of one to find.
 */
export function ComingPageProvider({ children }: { children: ReactNode }) {
  const [coming, setComing] = useState<Place | null>(null);
  return (
    <TellContext value={setComing}>
      <ComingContext value={coming}>{children}</ComingContext>
    </TellContext>
  );
}

/** Within a link to a place: tells that it was pressed, until the place is there. */
export function TellPressed({ place }: { place: Place }) {
  const { pending } = useLinkStatus();
  const tell = use(TellContext);
  useEffect(() => {
    if (!pending) return;
    tell(place);
    return () => tell(null);
  }, [pending, place, tell]);
  return null;
}

/** The page, or the shape of the one that comes in its place. */
export function PageOrShape({ children }: { children: ReactNode }) {
  const coming = use(ComingContext);
  const Shape = coming && shapes[coming];
  return (
    <>
      {Shape && <Shape />}
      <div hidden={Shape !== null}>{children}</div>
    </>
  );
}
