import { expect, it } from "vitest";
import type { Answer } from "#lib/review/schema.ts";
import type { Question, ReviewFace, ReviewPage } from "#lib/review/types.ts";
import { unanswered } from "./unanswered.ts";

const face = (faceId: string): ReviewFace => ({
  ...{ faceId, visitId: faceId, cropUrl: null, seenAt: "2026-11-23T12:00:00Z" },
  cameraName: "Front door",
});
const asked: Question = {
  ...{ kind: "asked", personId: "anna", name: "Anna", bestCropUrls: [], visitCount: 3 },
  ...{ faces: ["1", "2", "3"].map(face), faceCount: 3 },
};
const newcomer: Question = {
  ...{ kind: "newcomer", personId: "new", visitCount: 2, faceCount: 2 },
  ...{ lastSeenAt: "2026-11-23T12:00:00Z", faces: ["4", "5"].map(face) },
};
const person = (personId: string) => ({
  personId,
  name: null,
  cropUrl: null,
  visitId: null,
  visitCount: 1,
});
const same: Question = {
  ...{ kind: "same", proposalId: "pair" },
  people: [person("6"), person("7")],
};
const page: ReviewPage = {
  questions: [asked, same, newcomer],
  left: { questions: 3, faces: 3 },
  next: null,
};

it("asks no more about faces that were answered here, and counts them as done", () => {
  const given = (answer: "yes" | "no", ...faceIds: string[]): Answer => ({
    ...{ kind: "asked", personId: "anna", faceIds, answer },
  });
  const yes = given("yes", "1", "2");
  const { questions, left } = unanswered(page, [yes]);
  expect(questions[0]).toEqual({ ...asked, faces: [face("3")], faceCount: 1 });
  expect(left).toEqual({ questions: 3, faces: 1 });
  const all = unanswered(page, [yes, given("no", "3")]);
  expect(all.questions).toEqual([same, newcomer]);
  expect(all.left).toEqual({ questions: 2, faces: 0 });
});

it("asks no more about somebody who was named, nor about two of whom it was said who they are", () => {
  const answers = [
    { kind: "newcomer", personId: "new", answer: { name: "Hana" } },
    { kind: "same", proposalId: "pair", isSame: false },
  ] as const;
  expect(unanswered(page, answers).questions).toEqual([asked]);
});

it("asks no more what was said on the page of a visit or a person", () => {
  const answers: Answer[] = [
    { kind: "suggestion", personId: "anna", faceIds: ["1", "2", "3"], isSame: true },
    { kind: "name", personId: "new", name: "Hana", before: null },
    { kind: "reject", personId: "anna", faceIds: ["9"] },
  ];
  expect(unanswered(page, answers).questions).toEqual([same]);
});

it("asks about the faces of a stranger that are left", () => {
  const notFaces = { notFaces: ["4"] };
  const given: Answer = { kind: "newcomer", personId: "new", answer: notFaces };
  expect(unanswered(page, [given]).questions[2]).toMatchObject({ faces: [face("5")] });
});

it("leaves what other answers are about as it is", () => {
  expect(unanswered(page, [{ kind: "newcomer", personId: "anna", answer: "never" }])).toEqual(page);
});
