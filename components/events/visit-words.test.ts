import { createTranslator } from "use-intl/core";
import { describe, expect, it } from "vitest";
import type { EventFace, EventSummary } from "#lib/events/types.ts";
import { catalogue } from "#messages/catalogue.ts";
import type { Locale } from "#messages/locale.ts";
import { outcomeWords } from "./outcome-words.ts";
import {
  guestsOf,
  placeWords,
  visitCategory,
  visitNote,
  visitSentence,
  type Words,
} from "./visit-words.ts";

const wordsIn = (locale: Locale): Words => ({
  t: createTranslator({ locale, messages: catalogue[locale], namespace: "visits" }),
  outcomes: createTranslator({ locale, messages: catalogue[locale], namespace: "outcomes" }),
  locale,
});
const english = wordsIn("en");

const face = (person: Partial<EventFace["person"]>, rest: Partial<EventFace> = {}): EventFace => ({
  faceId: "f",
  cropUrl: "/f.jpg",
  person: { personId: "p", name: null, category: "unknown", visitCount: 1, ...person },
  match: "unknown",
  suggested: null,
  similarity: null,
  quality: 0.5,
  heightPx: 90,
  mayBePicture: false,
  atMs: 0,
  ...rest,
});

const visit = (...events: Partial<EventSummary>[]) => ({
  events: events.map((event, index) => ({
    eventId: `e${index}`,
    visitId: "v",
    kind: "motion" as const,
    motionClass: null,
    cameraName: "Front Door",
    occurredAt: "2026-11-22T10:00:00Z",
    outcome: "recognised" as const,
    outcomeReason: null,
    faces: [],
    ...event,
  })),
});

const anna = face({ personId: "anna", name: "Anna", category: "familiar" }, { match: "named" });
const stranger = face({ personId: "s1" });

describe("the sentence of a visit", () => {
  it("names who came and where", () => {
    expect(visitSentence(english, visit({ faces: [anna] }))).toBe("Anna came to the front door");
  });
  it("says that somebody rang", () => {
    expect(visitSentence(english, visit({ faces: [anna] }, { kind: "button_press" }))).toBe(
      "Anna rang at the front door",
    );
  });
  it("counts several strangers after those with a name", () => {
    const another = face({ personId: "s2" });
    expect(visitSentence(english, visit({ faces: [stranger, anna, another] }))).toBe(
      "Anna and 2 new people came to the front door",
    );
  });
  it("never presents a guess as a fact", () => {
    const guess = face({}, { match: "ask", suggested: { personId: "anna", name: "Anna" } });
    expect(visitSentence(english, visit({ faces: [guess] }))).toBe(
      "Probably Anna came to the front door",
    );
  });
  it("makes do without a face", () => {
    expect(visitSentence(english, visit({ kind: "button_press", outcome: null }))).toBe(
      "Somebody rang at the front door",
    );
    expect(visitSentence(english, visit({ cameraName: "Oma's flat" }))).toBe(
      "Movement at Oma's flat",
    );
  });
});

it("is told in every language, with the names of cameras as they are", () => {
  const visitors = visit({ faces: [anna, stranger, face({ personId: "s2" })] });
  expect(visitSentence(wordsIn("de"), visitors)).toBe("Anna und 2 neue Personen kamen: Front Door");
  expect(visitSentence(wordsIn("es"), visitors)).toBe(
    "Anna y 2 personas nuevas vinieron: Front Door",
  );
  expect(visitSentence(wordsIn("de"), visit({ kind: "button_press", faces: [anna] }))).toBe(
    "Anna hat geklingelt: Front Door",
  );
});

it("counts a person once a visit, with the best face", () => {
  const better = { ...anna, faceId: "better", quality: 0.9 };
  expect(guestsOf(visit({ faces: [anna] }, { faces: [better] }))).toEqual([better]);
});

it("puts the watchlist first", () => {
  const watched = face({ personId: "w", category: "watchlist" });
  expect(guestsOf(visit({ faces: [stranger, anna, watched] }))[0]).toBe(watched);
});

describe("the note of a visit", () => {
  it("says how often a stranger came, later visits included", () => {
    expect(visitNote(english, visit({ faces: [face({ visitCount: 3 })] }))).toBe(
      "Seen 3 times in all",
    );
  });
  it("does not count without end", () => {
    expect(visitNote(english, visit({ faces: [face({ visitCount: 20 })] }))).toBe(
      "Seen 20 times or more",
    );
  });
  it("keeps looking while any event without a face is on its way", () => {
    expect(visitNote(english, visit({ outcome: "no_face" }, { outcome: null }))).toBe("Looking…");
  });
  it("says why there is no face", () => {
    expect(visitNote(english, visit({ outcome: "no_face", outcomeReason: "too-dark" }))).toBe(
      "No face: too dark",
    );
  });
  it("does not show a reason that it has no words for", () => {
    expect(outcomeWords(english.outcomes, { outcome: "failed", outcomeReason: "e-1234" })).toBe(
      "Could not read the recording",
    );
  });
});

it("speaks of common places with an article, and keeps names of one's own", () => {
  expect(placeWords(english, "Side Gate")).toBe("the side gate");
  expect(placeWords(english, "Villa Anna")).toBe("Villa Anna");
});

describe("the colour of a visit", () => {
  const bo = face({ personId: "bo", name: "Bo", category: "watchlist" });

  it("is that of whoever asks most for a look", () => {
    expect(visitCategory(visit({ faces: [anna] }))).toBe("familiar");
    expect(visitCategory(visit({ faces: [anna, stranger] }))).toBe("unknown");
    expect(visitCategory(visit({ faces: [anna, stranger, bo] }))).toBe("watchlist");
    expect(visitCategory(visit({ faces: [] }))).toBeNull();
  });
});
