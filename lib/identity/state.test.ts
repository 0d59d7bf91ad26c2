import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Entry, LedgerAct } from "./act.ts";
import { identityState } from "./state.ts";

const PEOPLE = ["anna", "bert", "cora", "dora"];
const FACES = ["f0", "f1", "f2", "f3", "f4", "f5"];
const OWNER = "owner";

type Deed = { act: LedgerAct; by: string | null };

/** A ledger whose entries come a minute after one another. */
function ledger(...acts: readonly Deed[]): Entry[] {
  return acts.map(({ act, by }, index) => ({
    ...{ id: `e${index}`, accountId: by, act },
    at: new Date(Date.UTC(2026, 0, 1, 0, index)),
  }));
}

const owner = (act: LedgerAct): Deed => ({ act, by: OWNER });
const kith = (act: LedgerAct): Deed => ({ act, by: null });

const recognise = (faceId: string, personId: string, suggested: string | null = null) =>
  kith({
    ...{ act: "recognise", faceIds: [faceId], fromPersonIds: [], personId },
    ...{ match: suggested ? "ask" : "unknown", suggestedPersonId: suggested },
  });
const reRecognise = (faceId: string, personId: string) =>
  kith({
    ...{ act: "re-recognise", faceIds: [faceId], fromPersonIds: [], personId },
    ...{ match: "named", suggestedPersonId: null },
  });
/** The face is only probably the person's by now. */
const doubt = (faceId: string, personId: string) =>
  kith({
    ...{ act: "re-recognise", faceIds: [faceId], fromPersonIds: [personId], personId: "new" },
    ...{ match: "ask", suggestedPersonId: personId },
  });
const assign = (faceIds: string[], personId: string) =>
  owner({ act: "assign", faceIds, fromPersonIds: [], personId });
const reject = (faceId: string, personId: string, toPersonId: string | null = null) =>
  owner({ act: "reject", faceIds: [faceId], personId, toPersonId });
const merge = (personId: string, intoPersonId: string) =>
  owner({ act: "merge", personId, intoPersonId });
const undo = (index: number, of = "") => owner({ act: "undo", entryId: `e${index}`, of });

const whose = (...acts: readonly Deed[]) =>
  Object.fromEntries(
    [...identityState(ledger(...acts)).faces].map(([faceId, { personId }]) => [faceId, personId]),
  );

/** Each face is Anna's or Bert's or somebody else's at first. */
const ground = FACES.map((faceId, index) => recognise(faceId, PEOPLE[index % 3] ?? "anna"));

const person = fc.constantFrom(...PEOPLE);
const face = fc.constantFrom(...FACES);
const faces = fc.uniqueArray(face, { minLength: 1, maxLength: 3 });
const humanAct = fc.oneof(
  fc.record({ faces, person }).map((each) => assign(each.faces, each.person)),
  fc.record({ face, person }).map((each) => reject(each.face, each.person)),
  fc.record({ from: person, into: person }).map((each) => merge(each.from, each.into)),
  faces.map((faceIds) => owner({ act: "not-a-face", faceIds, fromPersonIds: [] })),
  fc
    .record({ personId: person, name: fc.constantFrom("Anna", "Ann", null) })
    .map((each) => owner({ act: "name", before: null, ...each })),
  person.map((personId) =>
    owner({ act: "categorise", personId, category: "watchlist", note: null, until: null }),
  ),
  person.map((personId) => owner({ act: "hide", personId, isHidden: true })),
  person.map((personId) => owner({ act: "mark-child", personId, isChild: true })),
  person.map((personId) => owner({ act: "forget", personId, eraseAt: "2026-02-01T00:00:00.000Z" })),
);
const machineAct = fc.oneof(
  fc.record({ face, person }).map((each) => reRecognise(each.face, each.person)),
  fc.record({ face, person }).map((each) => doubt(each.face, each.person)),
);
const acts = fc.array(
  fc.oneof({ weight: 5, arbitrary: humanAct }, { weight: 1, arbitrary: machineAct }),
  {
    maxLength: 14,
  },
);

describe("undoing", () => {
  it("all that was done, in any order, restores the state exactly", () => {
    fc.assert(
      fc.property(acts, fc.array(fc.integer()), (done, keys) => {
        const order = done
          .map((_, index) => index)
          .toSorted((a, b) => (keys[a] ?? 0) - (keys[b] ?? 0));
        const undone = order.map((index) =>
          kith({ act: "undo", entryId: `e${ground.length + index}`, of: "" }),
        );
        expect(identityState(ledger(...ground, ...done, ...undone))).toEqual(
          identityState(ledger(...ground)),
        );
      }),
    );
  });

  it("some of it leaves what would be there without it", () => {
    fc.assert(
      fc.property(
        fc.array(humanAct, { maxLength: 14 }),
        fc.array(fc.integer({ min: 0, max: 1 })),
        (done, keep) => {
          const entries = ledger(...ground, ...done);
          const dropped = entries.filter((_, index) => keep[index - ground.length] === 1);
          const undone = dropped.map(({ id }, index) => ({
            ...{ id: `u${index}`, accountId: OWNER, at: new Date(0) },
            act: { act: "undo", entryId: id, of: "" } as const,
          }));
          expect(identityState([...entries, ...undone])).toEqual(
            identityState(entries.filter((entry) => !dropped.includes(entry))),
          );
        },
      ),
    );
  });

  it("can itself be undone, which restores what was done", () => {
    fc.assert(
      fc.property(acts, fc.integer({ min: 0, max: 13 }), (done, at) => {
        const before = ledger(...ground, ...done);
        const undone = before[ground.length + (at % Math.max(1, done.length))];
        if (!undone) return;
        const undos = ["u1", "u2"].map((id, index) => ({
          ...{ id, accountId: OWNER, at: new Date(0) },
          act: { act: "undo", entryId: index === 0 ? undone.id : "u1", of: "" } as const,
        }));
        expect(identityState([...before, ...undos])).toEqual(identityState(before));
      }),
    );
  });
});

describe("merging", () => {
  it("and then splitting gives both people back with all their faces", () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom("anna", "bert"), { minLength: 6, maxLength: 6 }),
        (people) => {
          const seen = FACES.map((faceId, index) => recognise(faceId, people[index] ?? "anna"));
          const annas = FACES.filter((_, index) => people[index] === "anna");
          const merged = [...seen, merge("anna", "bert")];
          const all = FACES.map((faceId) => [faceId, "bert"]);
          expect(whose(...merged)).toEqual(Object.fromEntries(all));
          expect(whose(...merged, undo(seen.length))).toEqual(whose(...seen));
          if (annas.length === 0) return;
          const split = owner({ act: "split", faceIds: annas, fromPersonIds: [], personId: "new" });
          const apart = FACES.map((faceId) => [faceId, annas.includes(faceId) ? "new" : "bert"]);
          expect(whose(...merged, split)).toEqual(Object.fromEntries(apart));
        },
      ),
    );
  });

  it("makes one person of many, whatever was merged into which", () => {
    const faces = [recognise("f0", "anna"), recognise("f1", "bert"), recognise("f2", "cora")];
    const merges = [merge("anna", "bert"), merge("bert", "cora"), merge("cora", "anna")];
    expect(whose(...faces, ...merges)).toEqual({ f0: "cora", f1: "cora", f2: "cora" });
    const without = { f0: "anna", f1: "cora", f2: "cora" };
    expect(whose(...faces, ...merges.slice(0, 2), undo(3))).toEqual(without);
  });
});

describe("a face", () => {
  it("is whose the household last said, also where Kith finds another later", () => {
    expect(
      whose(recognise("f0", "anna"), assign(["f0"], "bert"), reRecognise("f0", "cora")),
    ).toEqual({ f0: "bert" });
    expect(
      whose(recognise("f0", "anna"), assign(["f0"], "bert"), reRecognise("f0", "cora"), undo(1)),
    ).toEqual({ f0: "cora" });
  });

  it("falls to whom it was given before where the household says who it is not", () => {
    const moved = [recognise("f0", "dora"), reRecognise("f0", "anna"), reject("f0", "anna")];
    expect(whose(...moved)).toEqual({ f0: "dora" });
    expect(whose(...moved, reRecognise("f0", "anna"))).toEqual({ f0: "dora" });
    expect(whose(...moved, assign(["f0"], "anna"))).toEqual({ f0: "anna" });
    expect(whose(recognise("f0", "anna"), reject("f0", "anna", "new"))).toEqual({ f0: "new" });
    expect(whose(recognise("f0", "anna"), reject("f0", "anna"))).toEqual({ f0: null });
  });

  it("is not asked about any more once the answer is no", () => {
    const asked = [recognise("f0", "dora", "anna"), reject("f0", "anna")];
    const state = identityState(ledger(...asked)).faces.get("f0");
    expect(state).toMatchObject({ match: "unknown", suggestedPersonId: null, personId: "dora" });
    expect([...(state?.rejected ?? [])]).toEqual(["anna"]);
    const again = identityState(ledger(...asked, undo(1))).faces.get("f0");
    expect(again).toMatchObject({ match: "ask", suggestedPersonId: "anna" });
  });

  it("is not whom Kith moved it to once the household has taken that back", () => {
    const moved = [recognise("f0", "dora"), reRecognise("f0", "anna"), undo(1)];
    const state = identityState(ledger(...moved)).faces.get("f0");
    expect(state?.personId).toBe("dora");
    expect([...(state?.rejected ?? [])]).toEqual(["anna"]);
    expect(whose(...moved, reRecognise("f0", "anna"))).toEqual({ f0: "dora" });
  });

  it("stays whose it was once the household has taken back that Kith knew it no more", () => {
    const lost = kith({
      ...{ act: "re-recognise", faceIds: ["f0"], fromPersonIds: ["anna"], personId: "dora" },
      ...{ match: "unknown", suggestedPersonId: null },
    });
    const seen = [recognise("f0", "anna"), lost];
    expect(whose(...seen)).toEqual({ f0: "dora" });
    expect(whose(...seen, undo(1), lost)).toEqual({ f0: "anna" });
  });

  it("is the person's once the household has taken back that Kith only asks about them", () => {
    const seen = [recognise("f0", "anna"), doubt("f0", "anna")];
    expect(whose(...seen)).toEqual({ f0: "new" });
    expect(whose(...seen, undo(1), doubt("f0", "anna"))).toEqual({ f0: "anna" });
  });

  it("of several that are nobody's is somebody else each, and all go back as one", () => {
    const lost = kith({
      ...{ act: "re-recognise", faceIds: ["f0", "f1"], fromPersonIds: ["anna"], personId: "new" },
      ...{ match: "unknown", suggestedPersonId: null, newcomerIds: ["new", "newer"] },
    });
    const seen = [recognise("f0", "anna"), recognise("f1", "anna"), lost];
    expect(whose(...seen)).toEqual({ f0: "new", f1: "newer" });
    expect(whose(...seen, undo(2))).toEqual({ f0: "anna", f1: "anna" });
  });

  it("is known by the entry that says whose it is, else by the last that said so of Kith's", () => {
    const foundBy = (...acts: readonly Deed[]) =>
      identityState(ledger(...acts)).faces.get("f0")?.foundBy;
    const moved = [recognise("f0", "dora"), reRecognise("f0", "anna")];
    expect(foundBy(...moved)).toBe("e1");
    expect(foundBy(...moved, reject("f0", "anna"))).toBe("e0");
    expect(foundBy(...moved, assign(["f0"], "bert"))).toBe("e1");
    expect(foundBy(...moved, assign(["f0"], "bert"), undo(1))).toBe("e0");
  });

  it("that is not somebody's is not theirs under any name, but who is merged later is", () => {
    const seen = [recognise("f0", "anna")];
    expect(whose(...seen, merge("anna", "bert"), reject("f0", "bert", "new"))).toEqual({
      f0: "new",
    });
    expect(whose(...seen, reject("f0", "bert"), merge("anna", "bert"))).toEqual({ f0: "bert" });
  });
});
