export type CameraKind = "doorbell" | "camera";

/** How Ring classifies a motion. `unknown`: Ring named a class that we do not know. */
export const motionClasses = ["human", "vehicle", "motion", "other_motion", "unknown"] as const;

export type MotionClass = (typeof motionClasses)[number];

/** A zone's corners, each 0..1 of the picture, origin top left. */
export type Zone = readonly { readonly x: number; readonly y: number }[];

/**
 * Minutes after midnight on the household's clock, 0..1439. From the first one up to but without the second
 * one; over midnight where the second one is the smaller.
 */
export type ActiveHours = { from: number; until: number };

/** A camera with what Ring tells of it and what the household has set. */
export type CameraSummary = {
  cameraId: string;
  /** What it is called everywhere; see `cameraName`. */
  name: string;
  ringName: string;
  /** Null while the household has given none. */
  ownName: string | null;
  kind: CameraKind;
  /** Null while Kith finds out by itself. */
  chosenKind: CameraKind | null;
  online: boolean;
  enabled: boolean;
  /** Null: always. */
  hours: ActiveHours | null;
  ignoredClasses: MotionClass[];
  country: string | null;
  state: string | null;
  privacyZones: Zone[];
  motionZones: Zone[];
  /** Address of a real picture with the privacy zones blacked out; null while there is none. */
  frameUrl: string | null;
};
