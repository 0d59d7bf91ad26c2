import shell from "./de/shell.json" with { type: "json" };
import signIn from "./de/signIn.json" with { type: "json" };
import type { Messages } from "./en.ts";

export const de: Messages = { shell, signIn };
