import { ALARM_WORDS } from "#lib/alarms/words.ts";
import type { Verdict } from "#lib/ledger/verdict.ts";

export type VerdictWords = {
  tone: "good" | "waiting" | "attention";
  title: string;
  /** What it means. */
  body: string;
  /** What to do; null where there is nothing. */
  advice: string | null;
  /** The title in a few words, for a link. */
  short: string;
};

const attention = { tone: "attention", short: "Something needs a look" } as const;

/** The answer to "Did I miss anything?", what it means and what to do. `since`: "19 October". */
export function verdictWords(verdict: Verdict, since: string): VerdictWords {
  switch (verdict.kind) {
    case "complete":
      return {
        tone: "good",
        ...completeWords(verdict, since),
        advice: null,
        short: "Nothing missed",
      };
    case "under-way":
      return {
        tone: "waiting",
        title: `Not so far. ${verdict.events - verdict.open} of ${eventsWords(verdict.events)} are accounted for, ${verdict.open} ${verdict.open === 1 ? "is" : "are"} under way.`,
        body: "This ends by itself: what stands still is started again every hour.",
        advice: null,
        short: "Nothing missed so far",
      };
    case "overdue":
      return {
        ...attention,
        title: "Kith cannot tell just now.",
        body: "It asks Ring every hour and has had no answer for a while. What only Ring knows since then is missing here.",
        advice:
          "Check that the machine on which Kith runs reaches the internet. Kith goes on asking by itself.",
      };
    case "webhooks-stopped":
    case "needs-relink": {
      const words =
        ALARM_WORDS[verdict.kind === "needs-relink" ? "needs_relink" : "webhooks_stopped"];
      return { ...attention, ...words, title: `${words.title}.` };
    }
    case "almost-linked":
      return {
        tone: "waiting",
        title: "Ring has yet to confirm the link.",
        body: "Ring sends no events before.",
        advice: "The settings say how the link stands.",
        short: "Almost linked",
      };
    case "not-compared":
      return {
        tone: "waiting",
        title: "Kith has yet to compare with Ring.",
        body: "It does so within minutes of a link or a start, and then every hour.",
        advice: null,
        short: "Not compared with Ring yet",
      };
    case "unlinked":
      return {
        tone: "waiting",
        title: "No Ring account is linked yet.",
        body: "There is nothing to miss before.",
        advice:
          "Choose Kith in the Ring app: Ring asks which cameras Kith may see, and brings you here.",
        short: "No Ring account yet",
      };
  }
}

function completeWords(
  { events, unseen }: { events: number; unseen: number },
  since: string,
): Pick<VerdictWords, "title" | "body"> {
  if (events === 0)
    return {
      title: "No. Nothing has happened.",
      body: `Ring's own history has no event since ${since} either.`,
    };
  const all = events === 1 ? "The one event" : `All ${events} events`;
  return {
    title: `No. ${all} that Ring knows of ${events === 1 ? "is" : "are"} accounted for.`,
    body: `That is everything since ${since}.${unseenWords(unseen)}`,
  };
}

function unseenWords(unseen: number): string {
  if (unseen === 0) return "";
  const [some, are] = unseen === 1 ? ["One of them", "was"] : [`${unseen} of them`, "were"];
  return ` ${some} ${are} not looked at; the days below say why.`;
}

/** "1 event", "42 events" */
export const eventsWords = (count: number): string => (count === 1 ? "1 event" : `${count} events`);
