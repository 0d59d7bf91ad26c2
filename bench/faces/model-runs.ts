import { type InferenceSession, Tensor } from "onnxruntime-node";

/** Runs of one model on inputs of one shape. */
type Runs = {
  readonly session: InferenceSession;
  readonly input: string;
  readonly shape: readonly number[];
  count: number;
};

/** Wall-clock and processor time, in ms. The processor time is this process's alone, over all threads. */
export type Spent = { readonly wallMs: number; readonly cpuMs: number };

/** Times that a model is run bare for one figure: it is then known to within a few hundredths. */
const REPETITIONS = 10;

/** Notes what runs while something works, so that the models' part in it can be run again, bare. */
export async function noteRuns(
  any: InferenceSession,
  work: () => Promise<unknown>,
): Promise<Runs[]> {
  const prototype: Pick<InferenceSession, "run"> = Object.getPrototypeOf(any);
  const { run } = prototype;
  const noted: Runs[] = [];
  prototype.run = function (this: InferenceSession, feeds: InferenceSession.FeedsType) {
    for (const [input, { dims }] of Object.entries(feeds)) note(noted, this, input, dims);
    return Reflect.apply(run, this, [feeds]);
  };
  try {
    await work();
  } finally {
    prototype.run = run;
  }
  return noted;
}

function note(noted: Runs[], session: InferenceSession, input: string, shape: readonly number[]) {
  const known = noted.find(
    (runs) => runs.session === session && runs.shape.join() === shape.join(),
  );
  if (known) known.count += 1;
  else noted.push({ session, input, shape, count: 1 });
}

/** What the same runs take with nothing around them. */
export async function runBare(noted: readonly Runs[]): Promise<Spent> {
  let [wallMs, cpuMs] = [0, 0];
  for (const { session, input, shape, count } of noted) {
    const spent = await timeRuns(session, input, shape, REPETITIONS);
    wallMs += (spent.wallMs / REPETITIONS) * count;
    cpuMs += (spent.cpuMs / REPETITIONS) * count;
  }
  return { wallMs, cpuMs };
}

/** Runs a model so often on one picture of noise, after once to warm up. */
export async function timeRuns(
  session: InferenceSession,
  input: string,
  shape: readonly number[],
  repetitions: number,
): Promise<Spent> {
  const size = shape.reduce((product, length) => product * length, 1);
  const noise = Float32Array.from({ length: size }, (_, index) => (index * 7919) % 256);
  const tensor = new Tensor("float32", noise, shape);
  await session.run({ [input]: tensor });
  return await timeWork(async () => {
    for (let repetition = 0; repetition < repetitions; repetition++)
      await session.run({ [input]: tensor });
  });
}

export async function timeWork(work: () => Promise<unknown>): Promise<Spent> {
  const startedAt = performance.now();
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return { wallMs: performance.now() - startedAt, cpuMs: (user + system) / 1000 };
}
