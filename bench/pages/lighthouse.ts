import lighthouse, { type Result } from "lighthouse";
import { startBrowser } from "#e2e/browser.ts";
import { freePort } from "#start/port.ts";
import { median, round } from "../statistics.ts";

const CATEGORIES = ["performance", "accessibility", "best-practices"] as const;

/** What Lighthouse says of a page on its phone: scores of 0..100, and what lowers them. */
export type PageReport = {
  readonly scores: Readonly<Record<(typeof CATEGORIES)[number], number>>;
  /** Of script, as it went over the network on the first load; 1 KB = 1,024 bytes. */
  readonly scriptKb: number;
  /** Audits that lower a score, with what they found. */
  readonly failed: readonly string[];
};

export type Visit = {
  readonly url: string;
  /** Cookie header of who is signed in. */
  readonly cookie: string | null;
};

/** Looks at a page so many times: the speed's score is the median, of the others the worst one counts. */
export async function lookAt(visit: Visit, times: number): Promise<PageReport> {
  const looks: Look[] = [];
  for (let look = 0; look < times; look++) looks.push(await lookOnce(visit));
  const scores = (category: string) => looks.map((each) => each.scores[category] ?? 0);
  return {
    scores: {
      performance: round(median(scores("performance"))),
      accessibility: Math.min(...scores("accessibility")),
      "best-practices": Math.min(...scores("best-practices")),
    },
    scriptKb: Math.max(...looks.map(({ scriptKb }) => scriptKb)),
    failed: [...new Set(looks.flatMap(({ failed }) => failed))],
  };
}

type Look = { scores: Record<string, number>; scriptKb: number; failed: string[] };

/** Chromium's record of a page load is sometimes incomplete, and sometimes it ends: such a look is none. */
const MOST_TRIES = 3;

async function lookOnce(visit: Visit, triesLeft = MOST_TRIES): Promise<Look> {
  try {
    return lookOf(await resultOf(visit));
  } catch (error) {
    if (triesLeft > 1) return await lookOnce(visit, triesLeft - 1);
    throw new Error(`${visit.url} could not be looked at.`, { cause: error });
  }
}

/** What Lighthouse finds with a browser of its own. */
async function resultOf({ url, cookie }: Visit): Promise<Result> {
  const port = await freePort();
  const browser = await startBrowser({ debuggingPort: port });
  try {
    const result = await lighthouse(url, {
      port,
      onlyCategories: [...CATEGORIES],
      logLevel: "error",
      ...(cookie && { extraHeaders: { Cookie: cookie } }),
    });
    if (!result || result.lhr.runtimeError) throw new Error(result?.lhr.runtimeError?.message);
    return result.lhr;
  } finally {
    await browser.close();
  }
}

function lookOf({ categories, audits }: Result): Look {
  const weighed = Object.values(categories).flatMap(({ auditRefs }) => auditRefs);
  const isFailed = ({ id, weight }: { id: string; weight: number }) =>
    weight > 0 && (audits[id]?.score ?? 1) < 0.9;
  return {
    scores: Object.fromEntries(
      Object.values(categories).map(({ id, score }) => [id, round((score ?? 0) * 100)]),
    ),
    scriptKb: scriptKbIn(audits["network-requests"]?.details),
    failed: weighed.filter(isFailed).map(({ id }) => `${id} ${audits[id]?.displayValue ?? ""}`),
  };
}

function scriptKbIn(details: unknown): number {
  const { items } = details as { items: { resourceType?: string; transferSize?: number }[] };
  const scripts = items.filter(({ resourceType }) => resourceType === "Script");
  return round(scripts.reduce((sum, { transferSize = 0 }) => sum + transferSize, 0) / 1024, 1);
}
