import type { EnrolledPerson } from "#lib/faces/identification/enrolment.ts";
import { identify, withholdName } from "#lib/faces/identification/identification.ts";
import type { IdentificationThresholds } from "#lib/faces/identification/thresholds.ts";
import { isEmbeddable } from "#lib/faces/shots/quality.ts";
import type { Contender } from "./contenders.ts";
import type { PhotographedFace } from "./photographs.ts";
import { type Share, shareOf } from "./rates.ts";

/** What the product says of one visit. `similarity` is that of whom it resembles most. */
export type Decision = {
  readonly similarity: number;
  readonly isRight: boolean;
  readonly outcome: "named" | "ask" | "unknown" | "no-face";
};

/** How residents' and strangers' visits ended, of all visits of their kind. */
export type Outcomes = {
  readonly residents: {
    readonly named: Share;
    /** As somebody else of the household. */
    readonly misnamed: Share;
    readonly asked: Share;
    /** Whether it is somebody else of the household. */
    readonly misasked: Share;
    readonly unknown: Share;
    /** No frame held a face that the product would embed. */
    readonly withoutFace: Share;
    /** Named or asked, and rightly. */
    readonly recognised: Share;
  };
  readonly strangers: {
    readonly named: Share;
    readonly asked: Share;
    readonly unknown: Share;
    readonly withoutFace: Share;
  };
};

/**
 * Says who a visit is as the product does.
 *
 * @param person who it truly is
 * @param thresholds without any, those of a household that has none of its own
 */
export function decide(
  contender: Contender,
  people: readonly EnrolledPerson[],
  frames: readonly PhotographedFace[],
  person: string,
  thresholds: IdentificationThresholds = contender.thresholds,
): Decision {
  const usable = frames.filter(({ quality }) => isEmbeddable(quality));
  if (usable.length === 0) return { similarity: -1, isRight: false, outcome: "no-face" };
  const { vector, isDisputed } = contender.visitOf(usable);
  const identification = identify(vector, people, thresholds);
  const found = isDisputed ? withholdName(identification) : identification;
  const best = found.outcome === "unknown" ? found.best : found;
  return {
    similarity: best?.similarity ?? -1,
    isRight: best?.personId === person,
    outcome: found.outcome,
  };
}

/** Counts how visits ended. */
export function countOutcomes(
  residents: readonly Decision[],
  strangers: readonly Decision[],
): Outcomes {
  const share = (of: readonly Decision[], holds: (decision: Decision) => boolean) =>
    shareOf(of.filter(holds).length, of.length);
  const ends = (outcome: Decision["outcome"], isRight?: boolean) => (decision: Decision) =>
    decision.outcome === outcome && (isRight === undefined || decision.isRight === isRight);
  return {
    residents: {
      named: share(residents, ends("named", true)),
      misnamed: share(residents, ends("named", false)),
      asked: share(residents, ends("ask", true)),
      misasked: share(residents, ends("ask", false)),
      unknown: share(residents, ends("unknown")),
      withoutFace: share(residents, ends("no-face")),
      recognised: share(
        residents,
        ({ outcome, isRight }) => isRight && (outcome === "named" || outcome === "ask"),
      ),
    },
    strangers: {
      named: share(strangers, ends("named")),
      asked: share(strangers, ends("ask")),
      unknown: share(strangers, ends("unknown")),
      withoutFace: share(strangers, ends("no-face")),
    },
  };
}
