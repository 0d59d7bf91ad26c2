import { db } from "#lib/infra/db.ts";
import { env } from "#lib/infra/env.ts";
import { checkMail, sendsMail } from "#lib/infra/mail.ts";
import { store } from "#lib/infra/store.ts";
import { queueBacklog } from "#lib/jobs/inspection.ts";

export type PartName = "database" | "queue" | "worker" | "models" | "storage" | "push" | "mail";
export type PartHealth = { status: "ok" | "down" | "missing"; detail?: string };
export type HealthReport = {
  status: "ok" | "degraded" | "down";
  parts: Record<PartName, PartHealth>;
};

/** A worker that has not been heard of for this long counts as gone; it beats every 5 s. */
const HEARTBEAT_MAX_AGE_MS = 20_000;
/** Longer than any part should need, shorter than a probe's patience. */
const PART_TIMEOUT_MS = 3_000;

/**
 * Every part of the system, each looked at now. "down": something that must work does not;
 * "degraded": only recognition waits, for its models, or e-mail, for its server.
 */
export async function healthReport(now: Date): Promise<HealthReport> {
  const [database, queue, heartbeat, storage, mail] = await Promise.all([
    part(async () => void (await db().$queryRaw`select 1`)),
    part(async () => `${(await queueBacklog()).due} due`),
    part(async () => latestHeartbeat(now)),
    part(storeCheck),
    part(mailCheck),
  ]);
  const parts = {
    database: health(database, "The database does not answer."),
    queue: health(queue, "Unknown: no database."),
    worker: workerHealth(heartbeat),
    models: modelsHealth(heartbeat),
    storage: health(storage),
    push: pushHealth(),
    mail: mailHealth(mail),
  };
  const states = Object.values(parts).map(({ status }) => status);
  const status = states.includes("down") ? "down" : states.includes("missing") ? "degraded" : "ok";
  return { status, parts };
}

/** What the pages say while recognition waits for its models; null when nothing is missing. */
export async function modelsBanner(
  now: Date,
): Promise<{ missing: string[]; error: string | null } | null> {
  const heartbeat = await latestHeartbeat(now);
  if (!heartbeat || (heartbeat.missingModels.length === 0 && !heartbeat.modelsError)) return null;
  return { missing: heartbeat.missingModels, error: heartbeat.modelsError };
}

/** Checking writes to the store: whoever asks more often than this gets the last answer. */
const STORE_CHECK_MS = 2_000;
let lastCheck: { at: number; result: Promise<void> } | undefined;

function storeCheck(): Promise<void> {
  const at = performance.now();
  if (!lastCheck || at - lastCheck.at > STORE_CHECK_MS) lastCheck = { at, result: store().check() };
  return lastCheck.result;
}

/** A mail server does not like to be called with every probe. */
const MAIL_CHECK_MS = 30_000;
let lastMailCheck: { at: number; result: Promise<void> } | undefined;

async function mailCheck(): Promise<string | undefined> {
  if (!sendsMail()) return "Not set up: SMTP_URL is not set.";
  const at = performance.now();
  if (!lastMailCheck || at - lastMailCheck.at > MAIL_CHECK_MS)
    lastMailCheck = { at, result: checkMail() };
  await lastMailCheck.result;
  return undefined;
}

function mailHealth(result: Result<unknown>): PartHealth {
  const found = health(result, "The mail server cannot be reached or signed in to.");
  return found.status === "down" ? { ...found, status: "missing" } : found;
}

const latestHeartbeat = (now: Date) =>
  db().workerHeartbeat.findFirst({
    where: { seenAt: { gte: new Date(now.getTime() - HEARTBEAT_MAX_AGE_MS) } },
    orderBy: { seenAt: "desc" },
  });

type Heartbeat = Awaited<ReturnType<typeof latestHeartbeat>>;
type Result<T> = { value: T } | { failure: string };

async function part<T>(look: () => Promise<T>): Promise<Result<T>> {
  let timer: NodeJS.Timeout | undefined;
  const tooSlow = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error("No answer in time.")), PART_TIMEOUT_MS);
  });
  try {
    return { value: await Promise.race([look(), tooSlow]) };
  } catch (error) {
    return { failure: error instanceof Error ? error.message : String(error) };
  } finally {
    clearTimeout(timer);
  }
}

// A database error may quote its address; the report is readable by anybody who reaches the port.
function health(result: Result<unknown>, complaint?: string): PartHealth {
  if ("failure" in result)
    return { status: "down", detail: complaint ?? firstLine(result.failure) };
  return typeof result.value === "string"
    ? { status: "ok", detail: result.value }
    : { status: "ok" };
}

const firstLine = (text: string) =>
  text
    .trim()
    .split("\n")
    .at(-1)
    ?.replaceAll(/\w+:\/\/\S+/g, "…") ?? "";

function workerHealth(heartbeat: Result<Heartbeat>): PartHealth {
  if ("failure" in heartbeat) return { status: "down", detail: "Unknown: no database." };
  return heartbeat.value
    ? { status: "ok", detail: `${Math.round(Number(heartbeat.value.rssBytes) / 2 ** 20)} MB` }
    : { status: "down", detail: "No worker has been heard of: start one with npm start." };
}

function modelsHealth(heartbeat: Result<Heartbeat>): PartHealth {
  if ("failure" in heartbeat || !heartbeat.value)
    return { status: "missing", detail: "Unknown: no worker." };
  const { missingModels, modelsError } = heartbeat.value;
  if (modelsError) return { status: "missing", detail: modelsError };
  return missingModels.length > 0
    ? { status: "missing", detail: `Not there: ${missingModels.join(", ")}` }
    : { status: "ok" };
}

function pushHealth(): PartHealth {
  return env().VAPID_PUBLIC_KEY
    ? { status: "ok" }
    : { status: "down", detail: "No VAPID keys: npm start makes them." };
}
