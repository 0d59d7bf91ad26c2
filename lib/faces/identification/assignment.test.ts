import { expect, it } from "vitest";
import { assignPeople, type Probe } from "./assignment.ts";
import type { EnrolledPerson } from "./enrolment.ts";
import type { Identification } from "./identification.ts";
import { DEFAULT_THRESHOLDS } from "./thresholds.ts";

/** How like each person the face is; the best is named. */
const likeness = new Map<Probe["face"], Record<string, number>>();

function probe(likes: Record<string, number>, fromMs: number, toMs: number): Probe {
  const track = [fromMs, toMs].map((atMs) => ({ atMs }));
  const face = { track } as unknown as Probe["face"];
  likeness.set(face, likes);
  return { face, people: Object.keys(likes).map((personId) => ({ personId }) as EnrolledPerson) };
}

const why = { heldBack: [], thresholds: DEFAULT_THRESHOLDS, rejected: [] };

function decide({ face, people }: Probe): Identification {
  const [best] = people
    .map(({ personId }) => ({ personId, similarity: likeness.get(face)?.[personId] ?? 0 }))
    .toSorted((a, b) => b.similarity - a.similarity);
  if (!best) return { outcome: "unknown", best: undefined, why };
  return { outcome: "named", faceId: "", angle: "front", runnerUp: undefined, why, ...best };
}

const named = (probes: Probe[]) =>
  assignPeople(probes, decide).map((each) => (each.outcome === "named" ? each.personId : null));

it("gives a person who is seen twice at the same time to the face that is more like them", () => {
  const less = probe({ anna: 0.6, bert: 0.5 }, 0, 2000);
  const more = probe({ anna: 0.8, bert: 0.4 }, 1000, 3000);
  expect(named([less, more])).toEqual(["bert", "anna"]);
  expect(named([more, less])).toEqual(["anna", "bert"]);
  expect(named([probe({ anna: 0.6 }, 0, 2000), more])).toEqual([null, "anna"]);
});

it("knows a person again who comes back later", () => {
  expect(named([probe({ anna: 0.6 }, 0, 1000), probe({ anna: 0.8 }, 1001, 3000)])).toEqual([
    "anna",
    "anna",
  ]);
});
