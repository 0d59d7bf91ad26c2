import { createTranslator } from "use-intl/core";
import { expect, it } from "vitest";
import type { Verdict } from "#lib/ledger/verdict.ts";
import { catalogue } from "#messages/catalogue.ts";
import { verdictWords } from "./verdict-words.ts";

const english = { locale: "en", messages: catalogue.en } as const;
const words = {
  t: createTranslator({ ...english, namespace: "ledger.verdict" }),
  alarms: createTranslator({ ...english, namespace: "alarms" }),
};

const comparedAt = "2026-11-22T11:48:00Z";

it.each<[verdict: Verdict, tone: string, title: string]>([
  [
    { kind: "complete", comparedAt, events: 42, unseen: 0 },
    "good",
    "No. All 42 events that Ring knows of are accounted for.",
  ],
  [
    { kind: "complete", comparedAt, events: 1, unseen: 0 },
    "good",
    "No. The one event that Ring knows of is accounted for.",
  ],
  [{ kind: "complete", comparedAt, events: 0, unseen: 0 }, "good", "No. Nothing has happened."],
  [
    { kind: "under-way", comparedAt, events: 42, open: 1 },
    "waiting",
    "Not so far. 41 of 42 events are accounted for, 1 is under way.",
  ],
  [{ kind: "overdue", comparedAt }, "attention", "Kith cannot tell just now."],
  [{ kind: "webhooks-stopped" }, "attention", "Ring's messages do not arrive."],
  [{ kind: "needs-relink" }, "attention", "Ring no longer lets Kith in."],
  [{ kind: "almost-linked" }, "waiting", "Ring has yet to confirm the link."],
  [{ kind: "not-compared" }, "waiting", "Kith has yet to compare with Ring."],
  [{ kind: "unlinked" }, "waiting", "No Ring account is linked yet."],
])("of %j is %s: %s", (verdict, tone, title) => {
  expect(verdictWords(words, verdict, "19 October")).toMatchObject({ tone, title });
});

it("says what to do wherever something needs a look", () => {
  const kinds = ["webhooks-stopped", "needs-relink"] as const;
  const grave: Verdict[] = [...kinds.map((kind) => ({ kind })), { kind: "overdue", comparedAt }];
  for (const verdict of grave) expect(verdictWords(words, verdict, "").advice).not.toBeNull();
});

it("does not keep quiet about what was not looked at", () => {
  const complete = { kind: "complete", comparedAt, events: 42 } as const;
  const bodies = [0, 1, 3].map(
    (unseen) => verdictWords(words, { ...complete, unseen }, "19 October").body,
  );
  expect(bodies).toEqual([
    "That is everything since 19 October.",
    "That is everything since 19 October. One of them was not looked at; the days below say why.",
    "That is everything since 19 October. 3 of them were not looked at; the days below say why.",
  ]);
});
