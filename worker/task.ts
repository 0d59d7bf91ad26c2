import type { ObjectStore } from "#lib/infra/storage.ts";
import type { JobName, JobPayloads } from "#lib/jobs/contracts.ts";
import type { FaceIndex } from "./gallery/face-index.ts";
import type { Engines, SetChoice } from "./inference/engines.ts";
import type { RecognitionModels } from "./inference/recognition-models.ts";

/** What a task may use. Everything expensive is a parameter, so that tests can hand in their own. */
export type TaskContext = {
  /** The models of a household. @throws NotYetError while any is missing: the event waits for it. */
  engines: (choice: SetChoice) => Promise<Engines>;
  /** See `RecognitionModels`. */
  fetchModels: RecognitionModels["fetch"];
  hasModels: RecognitionModels["has"];
  faceIndex: FaceIndex;
  store: ObjectStore;
  /** The folder for files that live as long as this run, made when first asked for. */
  tempDir: () => Promise<string>;
  now: () => Date;
  /** Aborts when the worker must stop before the job has ended. */
  signal: AbortSignal;
};

/**
 * The code for a job. It returns or throws: `judge` (lib/jobs/failure.ts) decides what a throw means.
 * It may run twice and at any later time.
 */
export type Task<Name extends JobName> = {
  run: (payload: JobPayloads[Name], context: TaskContext) => Promise<void>;
  /** What remains to be written when the job is given up for good. */
  buried: (
    payload: JobPayloads[Name],
    reason: string,
    context: Pick<TaskContext, "now" | "store">,
  ) => Promise<void>;
};

/** Every job has its task; one that is missing does not compile. */
export type TaskTable = { [Name in JobName]: Task<Name> };
