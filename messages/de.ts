import alerts from "./de/alerts.json" with { type: "json" };
import review from "./de/review.json" with { type: "json" };
import shell from "./de/shell.json" with { type: "json" };
import signIn from "./de/signIn.json" with { type: "json" };
import type { Messages } from "./en.ts";

export const de: Messages = { alerts, review, shell, signIn };
