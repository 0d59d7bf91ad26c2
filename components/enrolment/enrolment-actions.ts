import type { Action } from "#components/ui/action-result.ts";
import type { PhotosChosen } from "#lib/enrolment/schema.ts";
import type { Enrolled } from "#lib/enrolment/types.ts";

/** The server actions of an enrolment, given by the page. */
export type EnrolmentActions = {
  enrolPhotos: Action<PhotosChosen, Enrolled>;
  enrolWalk: Action<{ enrolmentId: string; faceIds: string[] }, Enrolled>;
  takeBack: Action<{ enrolmentId: string }>;
};
