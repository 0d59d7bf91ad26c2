import { NextIntlClientProvider } from "next-intl";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import type { EnrolmentPhotoState, EnrolmentState, Walk } from "#lib/enrolment/types.ts";
import { catalogue } from "#messages/catalogue.ts";
import { LOCALES, type Locale } from "#messages/locale.ts";
import { EnrolmentScreen } from "./enrolment-screen.tsx";

const now = "2026-06-01T12:00:00Z";
const unused = async () => ({ ok: false, message: "" }) as const;

const mei: EnrolmentState = {
  ...{ enrolmentId: "enrolment", personId: null, name: "Mei", category: "familiar" },
  ...{ photos: [], walk: null, outcome: null },
};

function shown(part: Partial<EnrolmentState>, locale: Locale = "en"): string {
  const markup = renderToStaticMarkup(
    <NextIntlClientProvider locale={locale} messages={catalogue[locale]} timeZone="UTC">
      <EnrolmentScreen
        initial={{ ...mei, ...part }}
        serverNow={now}
        actions={{ enrolPhotos: unused, enrolWalk: unused, takeBack: unused }}
      />
    </NextIntlClientProvider>,
  );
  return markup.replaceAll(/<[^>]*>/g, "|").replaceAll(/\|+/g, "|");
}

const waiting: Walk = { cameraName: "Porch", faces: [], underWay: 0, nothing: null };
const seen = { cropUrl: "/face.jpg", seenAt: now, otherName: null };

describe("walking to a camera", () => {
  it("says where to walk, and that nobody was seen yet", () => {
    const text = shown({ walk: waiting });
    expect(text).toContain("|Mei walks to Porch|");
    expect(text).toContain("|Waiting for Porch to see somebody…|");
    expect(text).toMatch(/one from the front, one turned left,? and one turned right/);
    expect(text).not.toContain("Yes,");
  });

  it("shows each face by its side, what is missing, and takes all but somebody else's", () => {
    const text = shown({
      walk: {
        ...waiting,
        faces: [
          { ...seen, faceId: "c", side: "right", otherName: "Bert" },
          { ...seen, faceId: "b", side: "left" },
          { ...seen, faceId: "a", side: "front" },
        ],
      },
    });
    expect(text).toContain("|Known as Bert|");
    expect(text).toContain(
      "|Seen from the front and turned left. To be known from all sides, also turn right.|",
    );
    expect(text).toContain("|Yes, these 2 are Mei|");
  });

  it.each([
    [{ underWay: 1 }, "Porch has noticed somebody. Looking…"],
    [{ nothing: { outcome: "no_face", reason: "too-dark" } }, "No face: too dark. Come again."],
  ])("says of %j what the camera does", (part, words) => {
    expect(shown({ walk: { ...waiting, ...part } })).toContain(`|${words}|`);
  });
});

const face = { cropUrl: "/face.jpg", side: "front", isUsable: true, advice: [] } as const;
const photo = (
  photoId: string,
  faces: NonNullable<EnrolmentPhotoState["found"]>["faces"],
): EnrolmentPhotoState => ({ photoId, found: { problem: faces.length ? null : "no-face", faces } });

describe("photographs", () => {
  it("say what was found in each, and take what leaves no doubt", () => {
    const text = shown({
      photos: [
        photo("a", [{ ...face, index: 0, advice: [] }]),
        photo("b", [
          { ...face, index: 0, advice: [] },
          { ...face, index: 1, advice: [] },
        ]),
        photo("c", []),
        photo("d", [{ ...face, index: 0, isUsable: false, advice: ["too-dark", "too-small"] }]),
        { photoId: "e", found: null },
      ],
    });
    expect(text).toContain("|Good picture|");
    expect(text).toContain("|Which one is Mei?|");
    expect(text).toContain("|No face found.");
    expect(text).toContain("|Too poor to be compared|Too dark: choose one in better light.|");
    expect(text).toContain("|4 of 5 looked at|");
    expect(text).toContain("|Save 1 face of Mei|");
  });
});

it.each(LOCALES)("has words for everything in %s", (locale) => {
  const problems = ["no-face", "unreadable", "too-large", "failed"] as const;
  const states: Partial<EnrolmentState>[] = [
    {},
    { walk: { ...waiting, faces: [{ ...seen, faceId: "a", side: "front" }] } },
    { photos: problems.map((problem) => ({ photoId: problem, found: { problem, faces: [] } })) },
    { outcome: { personId: "mei", entryIds: [] } },
    { name: null, outcome: { personId: "mei", entryIds: [] } },
  ];
  for (const state of states) expect(shown(state, locale)).not.toMatch(/enrolment\.|refusals\./);
});
