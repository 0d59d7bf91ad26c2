/** Looks again until `look` returns something, or throws what it last threw. */
export async function eventually<T>(look: () => Promise<T | undefined | false>, withinMs = 30_000) {
  const until = performance.now() + withinMs;
  for (;;) {
    const [found, failure] = await look().then(
      (value) => [value] as const,
      (error: unknown) => [undefined, error] as const,
    );
    if (found) return found;
    if (performance.now() > until)
      throw new Error(`It did not happen within ${withinMs} ms.`, { cause: failure });
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
