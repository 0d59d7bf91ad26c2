/** The best moment of a recording in which no face was found. */
export type AbsentMoment = {
  eventId: string;
  /** ISO 8601, of the event. */
  occurredAt: string;
  /** A slug of `NoFaceReason`. */
  reason: string;
  pictureUrl: string;
  /** In 0..1 of the picture; null where nothing resembled a face. */
  box: { x: number; y: number; width: number; height: number } | null;
  /** Of the box, in pixels of the recording. */
  heightPx: number | null;
};

/** Why a camera shows no faces. */
export type Absences = {
  /** Over which days recordings were counted. */
  days: number;
  /** Recordings with a face. */
  withFace: number;
  /** Recordings without, by the reason, the most frequent first. */
  without: { reason: string; count: number }[];
  /** The newest first. */
  moments: AbsentMoment[];
};
