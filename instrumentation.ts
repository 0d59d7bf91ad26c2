/** Runs once when the web process starts: a bad setting stops it here, with every problem listed. */
export async function register(): Promise<void> {
  const { env } = await import("#lib/infra/env.ts");
  env();
}
