import type { Lighting } from "#lib/faces/shots/lighting.ts";
import type { Distribution } from "./distribution.ts";
import type { RateInterval } from "./rate-interval.ts";
import type { SelfTestCounts } from "./self-test.ts";

/** "How sure is Kith in this house": what the page shows. */
export type Sureness = {
  run: SurenessRun;
  /** The newest figures of each lighting that any face was seen in, by day first. */
  lightings: LightingSureness[];
};

/** How the last test went, or goes. */
export type SurenessRun =
  | { state: "never" }
  | { state: "waiting" }
  | { state: "running"; done: number; total: number }
  | { state: "failed"; at: string }
  | { state: "done"; at: string };

export type LightingSureness = {
  lighting: Lighting;
  /** From where somebody is named, and asked about: fused cosines. */
  named: number;
  ask: number;
  distribution: Distribution;
  /** Strangers' visits, and how many of them would have been named and asked about. */
  strangers: {
    visits: number;
    named: number;
    asked: number;
    namedRate: RateInterval;
    askedRate: RateInterval;
  };
  /** All members' held-out faces. */
  held: SelfTestCounts;
  /** Of these the shares that were asked about, whoever they were asked to be, not recognised, and named wrongly. */
  heldRates: { asked: RateInterval; unknown: RateInterval; wrong: RateInterval };
  /** Everybody with a name, by name. */
  members: MemberSureness[];
  mistakes: MistakenFace[];
};

export type MemberSureness = {
  personId: string;
  name: string;
  cropUrl: string | null;
  isChild: boolean;
  /** All that are kept. */
  faceCount: number;
  /** Those confirmed ones that could be held out. */
  counts: SelfTestCounts;
  /** Named only from a higher likeness than others, because somebody resembles them. */
  isRaised: boolean;
  /** Names of the members who resemble this one. */
  lookAlikes: string[];
};

/** A held-out face that would have been named as somebody else. */
export type MistakenFace = {
  faceId: string;
  eventId: string;
  cropUrl: string | null;
  name: string;
  namedAs: string;
};
