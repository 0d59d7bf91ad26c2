/** How long a household keeps what, in days. */
export type Kept = {
  recordings: number;
  /** How long it could keep them at most. */
  mostRecordings: number;
  /** All faces of people without name and category, after they were last seen. */
  strangers: number;
  /** What Ring sent, who did what, who was told. */
  records: number;
};
