/** What only the owner can mend; see the schema for what each is about. */
export type AlarmKind =
  | "needs_relink"
  | "webhooks_stopped"
  | "bad_signatures"
  | "member_unreachable"
  | "category_ended";

/** One trouble. `subject` is our id of what is in trouble: a Ring account, the household, an account, a person. */
export type AlarmSubject = { householdId: string; kind: AlarmKind; subject: string };

export type OpenAlarm = { alarmId: string; kind: AlarmKind; raisedAt: string };
