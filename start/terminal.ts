/** Prints one line for the person who started Kith. */
export function say(line = ""): void {
  process.stdout.write(`${line}\n`);
}

/** Announces a step that takes a while, and says at its end how long it took. */
export async function step<T>(title: string, work: () => Promise<T>): Promise<T> {
  const startedAt = performance.now();
  say(`${title} …`);
  const result = await work();
  const seconds = (performance.now() - startedAt) / 1000;
  if (seconds >= 2) say(`  done in ${seconds.toFixed(1)} s`);
  return result;
}

export type Fact = [label: string, value: string];

/** The block that says where Kith is to be found. */
export function sayReady(facts: Fact[]): void {
  const width = Math.max(...facts.map(([label]) => label.length));
  say();
  say("Kith is ready.");
  say();
  for (const [label, value] of facts) say(`  ${label.padEnd(width)}   ${value}`);
  say();
  say("Ctrl-C ends it.");
}
