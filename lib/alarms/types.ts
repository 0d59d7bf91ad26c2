/** What only the owner can mend; see the schema for what each is about. */
export type AlarmKind = "needs_relink" | "webhooks_stopped" | "bad_signatures";

/** One trouble. `subject` is our id of what is in trouble: a Ring account, or the household. */
export type AlarmSubject = { householdId: string; kind: AlarmKind; subject: string };

export type OpenAlarm = { alarmId: string; kind: AlarmKind; raisedAt: string };
