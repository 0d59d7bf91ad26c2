import type { Messages } from "./en.ts";
import shell from "./es/shell.json" with { type: "json" };
import signIn from "./es/signIn.json" with { type: "json" };

export const es: Messages = { shell, signIn };
