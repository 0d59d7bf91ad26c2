/** How far a household has come from nothing to the first named face, as it is now. */
export type WelcomeState = {
  displayName: string;
  householdName: string;
  ring: {
    state: "none" | "awaiting" | "needs_relink" | "linked";
    cameraNames: string[];
    /** The cameras are a demonstration's. */
    isDemo: boolean;
  };
  /** A camera has seen somebody's face. */
  hasSeenFace: boolean;
  /** Somebody who was seen, and has no name yet. */
  stranger: { personId: string; cropUrl: string; seenAt: string; cameraName: string } | null;
  /** Somebody who has a name. */
  named: { personId: string; name: string; cropUrl: string | null } | null;
};
