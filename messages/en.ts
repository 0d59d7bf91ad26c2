import shell from "./en/shell.json" with { type: "json" };
import signIn from "./en/signIn.json" with { type: "json" };

/** The source language: what it says, the others say too. One file a namespace. */
export const en = { shell, signIn };

/** All that Kith says in one language, by namespace. */
export type Messages = typeof en;
