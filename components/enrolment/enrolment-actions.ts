import type { Action } from "#components/ui/action-result.ts";
import type { PhotosChosen } from "#lib/enrolment/schema.ts";
import type { Enrolled } from "#lib/enrolment/types.ts";
import type { TakeBack } from "#lib/review/types.ts";

/** The server actions of an enrolment, given by the page. */
export type EnrolmentActions = {
  enrolPhotos: Action<PhotosChosen, Enrolled>;
  enrolWalk: Action<{ enrolmentId: string; faceIds: string[] }, Enrolled>;
  takeBack: Action<TakeBack>;
};
