import type { Messages } from "./en.ts";
import alerts from "./es/alerts.json" with { type: "json" };
import review from "./es/review.json" with { type: "json" };
import shell from "./es/shell.json" with { type: "json" };
import signIn from "./es/signIn.json" with { type: "json" };

export const es: Messages = { alerts, review, shell, signIn };
