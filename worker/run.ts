import {
  type JobHelpers,
  Logger,
  parseCronItems,
  type Runner,
  run,
  type TaskList,
} from "graphile-worker";
import { NotYetError } from "#lib/errors.ts";
import { logger } from "#lib/infra/logger.ts";
import {
  contracts,
  type JobName,
  type JobPayloads,
  type Lane,
  timetable,
} from "#lib/jobs/contracts.ts";
import { judge, type Verdict } from "#lib/jobs/failure.ts";
import { comeBack } from "#lib/jobs/queue.ts";
import type { Liveness } from "./liveness.ts";
import { patientWith } from "./patience.ts";
import type { Task, TaskContext, TaskTable } from "./task.ts";

/** What every run shares; the rest of its context is made for the run. */
export type RunContext = Omit<TaskContext, "tempDir" | "signal"> & {
  createTempDir: () => Promise<string>;
  removeTempDir: (path: string) => Promise<void>;
};

/** Jobs at once: heavy ones use every core they get, the others mostly wait. */
const CONCURRENCY: Record<Lane, number> = {
  quick: 4,
  stills: 4,
  fetching: 4,
  heavy: 1,
  unhurried: 1,
};
/** Connections of ours that all jobs at once need, the sign of life and what is done beside it. */
export const CONNECTIONS_NEEDED = Object.values(CONCURRENCY).reduce((sum, jobs) => sum + jobs, 2);
/** Connections of a lane beyond one a job: one hears of new jobs, one does the queue's own chores. */
const SPARE_CONNECTIONS = 2;
/** A job may go on for this long after SIGTERM; then its signal aborts and it comes back later. */
const DRAIN_MS = 20_000;

/** Hands the tasks to the queue's runner, one pool a lane, until the runners are stopped. */
export async function startRunners(
  databaseUrl: string,
  tasks: TaskTable,
  context: RunContext,
  liveness: Liveness,
): Promise<Runner[]> {
  return await Promise.all(
    (Object.keys(CONCURRENCY) as Lane[]).map(async (lane) => {
      const runner = await run({
        connectionString: withLazyCommits(databaseUrl),
        concurrency: CONCURRENCY[lane],
        maxPoolSize: CONCURRENCY[lane] + SPARE_CONNECTIONS,
        taskList: taskListFor(lane, tasks, context),
        // Announced by every worker, added once: the queue remembers each hour.
        ...(lane === "quick" && { parsedCronItems: parseCronItems([...timetable]) }),
        noHandleSignals: true,
        gracefulShutdownAbortTimeout: DRAIN_MS,
        logger: new Logger(() => () => undefined),
        events: liveness.events,
      });
      return runner;
    }),
  );
}

function taskListFor(lane: Lane, tasks: TaskTable, context: RunContext): TaskList {
  const names = (Object.keys(contracts) as JobName[]).filter(
    (name) => contracts[name].lane === lane,
  );
  return Object.fromEntries(
    names.map((name) => [
      name,
      (payload: unknown, helpers: JobHelpers) =>
        runJob(name, tasks[name] as Task<typeof name>, payload as never, helpers, context),
    ]),
  );
}

/** One run of one job, judged, and told of in one wide log line. */
async function runJob<Name extends JobName>(
  name: Name,
  task: Task<Name>,
  payload: JobPayloads[Name],
  { job, abortSignal: signal }: JobHelpers,
  { createTempDir, removeTempDir, ...shared }: RunContext,
): Promise<void> {
  const attempt = { number: job.attempts, maxAttempts: contracts[name].maxAttempts };
  const startedAt = performance.now();
  let made: Promise<string> | undefined;
  const tempDir = () => (made ??= createTempDir());
  let result: Verdict | { action: "done" } = { action: "done" };
  let failure: unknown;
  try {
    if (attempt.number > attempt.maxAttempts) result = { action: "bury", reason: "worker-died" };
    else await task.run(payload, { ...shared, tempDir, signal });
  } catch (error) {
    // Stopped in the middle: nobody's fault, so it costs no attempt.
    failure = signal.aborted
      ? new NotYetError(shared.now(), "The worker stops.", { cause: error })
      : patientWith(error, shared.now());
    result = judge(failure, attempt, shared.now(), Math.random());
  } finally {
    if (made) await made.then(removeTempDir, () => undefined);
    const ms = Math.round(performance.now() - startedAt);
    const event = { job: name, payload, attempt: attempt.number, ms, ...result, err: failure };
    logger[levelOf(result)](event, "job");
  }
  if (result.action === "bury") return await task.buried(payload, result.reason, shared);
  if (result.action === "retry")
    await comeBack(name, payload, { at: result.at, attempts: attempt.number }, job);
  if (result.action === "postpone")
    await comeBack(name, payload, { at: result.until, attempts: attempt.number - 1 }, job);
}

const levelOf = ({ action }: { action: string }) =>
  action === "bury" ? "error" : action === "retry" ? "warn" : "info";

/** The queue's own bookkeeping need not wait for the disk: see [Note: Lazy commits]. */
function withLazyCommits(databaseUrl: string): string {
  const url = new URL(databaseUrl);
  const options = [url.searchParams.get("options"), "-c synchronous_commit=off"];
  url.searchParams.set("options", options.filter(Boolean).join(" "));
  return url.href;
}
