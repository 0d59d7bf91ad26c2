/** One of the two whom a proposal shows. */
export type ProposedPerson = {
  readonly personId: string;
  /** Null while nobody has named them. */
  readonly name: string | null;
  /** Address of the face that the proposal rests on; null once it was trimmed. */
  readonly cropUrl: string | null;
  /** The visit of that face; null of a photograph's. */
  readonly visitId: string | null;
  /** Visits in which the person was seen. */
  readonly visitCount: number;
};

/** "These may be one person." */
export type Proposal = {
  readonly proposalId: string;
  readonly people: readonly [ProposedPerson, ProposedPerson];
};
