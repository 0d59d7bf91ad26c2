import type { PersonCategory } from "#lib/identity/act.ts";
import type { Proposal } from "#lib/proposals/types.ts";

/** A face of a question. */
export type ReviewFace = {
  readonly faceId: string;
  readonly visitId: string;
  /** Null once the face was trimmed: `lib/retention`. */
  readonly cropUrl: string | null;
  /** ISO 8601. */
  readonly seenAt: string;
  readonly cameraName: string;
};

/** "Are these Anna?": all faces of which Kith asks whether they are one person's. */
export type AskedGroup = {
  readonly kind: "asked";
  readonly personId: string;
  /** Null for somebody on a list of whom the household knows no name. */
  readonly name: string | null;
  /** Addresses of the person's best faces, at most three. */
  readonly bestCropUrls: readonly string[];
  /** Those most alike first; of many only the first. */
  readonly faces: readonly ReviewFace[];
  /** Of the whole group. */
  readonly faceCount: number;
  /** Visits in which the group's faces were seen. */
  readonly visitCount: number;
};

/** "Same person?" */
export type SamePeople = { readonly kind: "same" } & Proposal;

/** "Who is this?": somebody seen often whom nobody has named. */
export type Newcomer = {
  readonly kind: "newcomer";
  readonly personId: string;
  readonly visitCount: number;
  readonly faceCount: number;
  /** ISO 8601. */
  readonly lastSeenAt: string;
  /** The best first; of many only the first. */
  readonly faces: readonly ReviewFace[];
};

export type Question = AskedGroup | SamePeople | Newcomer;

/** What there is still to answer. */
export type ReviewLeft = {
  readonly questions: number;
  /** Those of which Kith asks whether they are somebody's. */
  readonly faces: number;
};

/** A stretch of the queue. */
export type ReviewPage = {
  readonly questions: readonly Question[];
  readonly left: ReviewLeft;
  /** From where the next stretch is asked for; null at the end. */
  readonly next: string | null;
};

/** What an answer has written into the identity ledger. */
export type TakeBack = { readonly entryIds: readonly string[] };

export type Answered = {
  readonly takeBack: TakeBack;
  /** Faces that the answer holds for; people where it is about people. */
  readonly answered: number;
  /** Faces that were answered elsewhere meanwhile, and stay as they were said to be there. */
  readonly missed: number;
};

/** An answer of the member's that can be taken back. */
export type GivenAnswer = {
  /** The device's own, under which it was given. */
  readonly key: string;
  /** The question that it answered, as `questionKey` tells it from others. */
  readonly question: string;
};

/** What has become of whom or what an answer came too late for. */
export type Became = {
  /** Whose the faces are by now, or who the people are. */
  readonly names: readonly string[];
  /** Some are somebody's who has no name. */
  readonly hasNameless: boolean;
  /** Some were said to be no faces. */
  readonly hasNoFace: boolean;
  /** Some are forgotten or deleted. */
  readonly hasGone: boolean;
};

/** What a device hears of an answer that it has sent. */
export type AnswerFate =
  | ({ readonly state: "done"; readonly became: Became | null } & Omit<Answered, "takeBack">)
  /** It was taken back, perhaps before it came. */
  | { readonly state: "taken-back" }
  /** Nothing was done, with the reason in words. */
  | { readonly state: "refused"; readonly message: string; readonly became: Became };

/** Somebody to choose by name. */
export type NamedPerson = {
  readonly personId: string;
  readonly name: string;
  readonly category: PersonCategory;
  readonly cropUrl: string | null;
};
