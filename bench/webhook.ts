import { type ChildProcess, fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import { addHouseholds } from "#e2e/system/households.ts";
import { type System, startSystem } from "#e2e/system.ts";
import { eventually } from "#lib/testing/eventually.ts";
import { loadNow, type Measurement, type MeasureOptions } from "./measure.ts";
import { percentile, round } from "./statistics.ts";
import type { Answer, LoadOrder } from "./webhook-load.ts";

const PER_SECOND = 200;
const SECONDS = 30;
const HOUSEHOLDS = 100;
const CAMERAS_EACH = 2;
const DRAIN_WITHIN_MS = 600_000;
const LOAD_SCRIPT = fileURLToPath(new URL("./webhook-load.ts", import.meta.url));

/**
 * Sends distinct, signed motion events of known cameras at a steady rate to the built app while its
 * worker takes them out of the inbox, and then looks for each of them in the database. The cameras
 * have no recordings: every request for one is answered 416, as Ring does without a subscription.
 */
export async function measureWebhook({ quick, say }: MeasureOptions): Promise<Measurement> {
  const load = loadNow();
  const count = PER_SECOND * (quick ? 5 : SECONDS);
  const households = quick ? 10 : HOUSEHOLDS;
  const system = await startSystem();
  const sender = fork(LOAD_SCRIPT, { stdio: "inherit" });
  try {
    say(`linking ${households} households …`);
    const linked = await addHouseholds(system, households, CAMERAS_EACH);
    const cameras = linked.flatMap((household) => household.cameras);
    const order: LoadOrder = {
      url: system.webhookUrl,
      hmacKey: system.env.RING_HMAC_KEYS?.split(",")[0] ?? "",
      cameras,
      perSecond: PER_SECOND,
      count: 0,
      prefix: "bench",
    };
    await sendAll(sender, { ...order, count: PER_SECOND, prefix: "warm-up" });
    await whenDrained(system);
    say(`sending ${count} webhooks, ${PER_SECOND} a second …`);
    const answers = await sendAll(sender, { ...order, count });
    const answeredAt = performance.now();
    say("waiting until the inbox is empty …");
    await whenDrained(system);
    const drainS = (performance.now() - answeredAt) / 1000;
    return await judge(system, answers, {
      ...{ perSecond: PER_SECOND, count, households, cameras: cameras.length },
      ...{ drainS: round(drainS, 1), loadBefore: load },
    });
  } finally {
    sender.kill();
    await system.stop();
  }
}

function sendAll(sender: ChildProcess, order: LoadOrder): Promise<Answer[]> {
  return new Promise((resolve, reject) => {
    sender.once("message", (answers: Answer[]) => resolve(answers));
    sender.once("error", reject);
    sender.once("exit", (code) => reject(new Error(`The sender ended with ${code}.`)));
    sender.send(order);
  });
}

async function whenDrained({ sql }: System): Promise<void> {
  await eventually(async () => {
    const rows = await sql("select 1 from webhook_deliveries where outcome is null limit 1");
    return rows.length === 0;
  }, DRAIN_WITHIN_MS);
}

/** Lost: not accepted, or accepted and not exactly one row that ended as an event of its own. */
async function judge(
  { sql }: System,
  answers: readonly Answer[],
  inputs: Record<string, unknown>,
): Promise<Measurement> {
  const rows = await sql<{ request_id: string; outcome: string }>(
    "select request_id, outcome from webhook_deliveries where request_id like 'bench-%'",
  );
  const [events] = await sql<{ count: number }>(
    `select count(*)::int as count from events e join cameras c on c.id = e.camera_id
     join ring_accounts a on a.id = c.ring_account_id join webhook_deliveries d
     on d.semantic_key = a.ring_account_id || '|motion_detected|' || c.device_id || '|' ||
       (extract(epoch from e.occurred_at) * 1000)::bigint
     where d.request_id like 'bench-%'`,
  );
  const outcomes = Map.groupBy(rows, ({ request_id }) => request_id);
  const isKept = ({ status, requestId }: Answer) => {
    const found = outcomes.get(requestId) ?? [];
    return status >= 200 && status < 300 && found.length === 1 && found[0]?.outcome === "event";
  };
  const kept = answers.filter(isKept).length;
  const latencies = answers.map(({ latencyMs }) => latencyMs);
  const counts = Object.entries(Object.groupBy(answers, ({ status }) => String(status)));
  return {
    figures: {
      "webhook.ackP50Ms": round(percentile(latencies, 0.5), 1),
      "webhook.ackP99Ms": round(percentile(latencies, 0.99), 1),
      "webhook.sent": answers.length,
      "webhook.lost": answers.length - Math.min(kept, events?.count ?? 0),
    },
    inputs: {
      ...inputs,
      ackP95Ms: round(percentile(latencies, 0.95), 1),
      ackMaxMs: round(percentile(latencies, 1), 1),
      sentLateP99Ms: round(
        percentile(
          answers.map(({ sentLateMs }) => sentLateMs),
          0.99,
        ),
        1,
      ),
      statuses: Object.fromEntries(counts.map(([status, all]) => [status, all?.length ?? 0])),
      events: events?.count ?? 0,
    },
  };
}
