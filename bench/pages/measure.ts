import { join } from "node:path";
import { signIn } from "#e2e/system/session.ts";
import { type System, startSystem } from "#e2e/system.ts";
import { createObjectStore } from "#lib/infra/storage.ts";
import { LARGE, seedHousehold } from "../household/seed.ts";
import { loadNow, type Measurement, type MeasureOptions } from "../measure.ts";
import { timelineAddresses } from "./addresses.ts";
import { lookAt, type PageReport } from "./lighthouse.ts";
import { measureSpeed } from "./speed.ts";

/** Of the seeded household's owner. */
const EMAIL = "robin@kith.local";
const SMALL = { visits: 2_000, people: 200, faces: 4_000 };
const TIMELINE_ROUNDS = 4;
const REVIEWS = 150;
const LOOKS = 3;

/** The system with a seeded household, and its owner's Cookie header. */
type Seeded = { readonly system: System; readonly householdId: string; readonly cookie: string };

/**
 * The built app with a household of 100,000 visits: how fast the server answers with the pages that are
 * opened most, how much script they need, and what Lighthouse says of them on its phone.
 */
export async function measurePages({ quick, say }: MeasureOptions): Promise<Measurement> {
  const system = await startSystem({ workers: 0 });
  try {
    const size = quick ? SMALL : LARGE;
    const householdId = await seedHousehold({
      ...{ databaseUrl: system.databaseUrl, seed: 1, until: new Date(), size },
      ...{ email: EMAIL, password: system.password, say },
      store: createObjectStore({ kind: "folder", root: join(system.dataDir, "objects") }),
    });
    const cookie = await signIn({ ...system, email: EMAIL });
    const seeded = { system, householdId, cookie };
    const loadBefore = loadNow();
    say("asking for timeline and review …");
    const speed = await measureServer(seeded, quick ? 0.1 : 1);
    say(JSON.stringify(speed.figures));
    const seen = await measureLooks(seeded, quick ? 1 : LOOKS, say);
    return {
      figures: { ...speed.figures, ...seen.figures },
      inputs: { ...size, loadBefore, ...speed.inputs, ...seen.inputs },
    };
  } finally {
    await system.stop();
  }
}

/** @param share of the usual requests */
async function measureServer({ system, householdId, cookie }: Seeded, share: number) {
  const get = (path: string) =>
    fetch(`${system.baseUrl}${path}`, { headers: { cookie }, redirect: "manual" });
  const rounds = Math.ceil(TIMELINE_ROUNDS * share);
  const timeline = await measureSpeed(get, await timelineAddresses(system, householdId), rounds);
  const review = await measureSpeed(get, ["/review"], Math.ceil(REVIEWS * share));
  return {
    figures: { "timeline.p95Ms": timeline.p95Ms, "review.p95Ms": review.p95Ms },
    inputs: { timeline, review },
  };
}

async function measureLooks(
  { system, householdId, cookie }: Seeded,
  times: number,
  say: MeasureOptions["say"],
): Promise<Measurement> {
  const [known] = await system.sql<{ id: string }>(
    `select p.id from people p join faces f on f.person_id = p.id where p.household_id = $1
     and p.category = 'familiar' group by p.id order by count(*) desc limit 1`,
    [householdId],
  );
  const pages = [
    { name: "signIn", path: "/sign-in", cookie: null },
    { name: "timeline", path: "/", cookie },
    { name: "person", path: `/people/${known?.id}`, cookie },
    { name: "review", path: "/review", cookie },
  ];
  const reports: [name: string, PageReport][] = [];
  for (const { name, path, cookie } of pages) {
    say(`looking at ${path} …`);
    const report = await lookAt({ url: `${system.baseUrl}${path}`, cookie }, times);
    say(JSON.stringify(report));
    reports.push([name, report]);
  }
  return { figures: figuresOf(reports), inputs: { lowered: loweredBy(reports) } };
}

function figuresOf(reports: readonly [name: string, PageReport][]): Record<string, number> {
  const figures = reports.flatMap(([name, { scores, scriptKb }]) => [
    [`script.${name}.kb`, scriptKb] as const,
    ...Object.entries(scores).map(
      ([category, score]) => [`lighthouse.${name}.${category}`, score] as const,
    ),
  ]);
  const heaviest = Math.max(...reports.map(([, { scriptKb }]) => scriptKb));
  return { "script.kb": heaviest, ...Object.fromEntries(figures) };
}

const loweredBy = (reports: readonly [name: string, PageReport][]) =>
  Object.fromEntries(reports.map(([name, { failed }]) => [name, failed]));
