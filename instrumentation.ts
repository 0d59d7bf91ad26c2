/** Runs once when the web process starts: a bad setting stops it here, with every problem listed. */
export async function register(): Promise<void> {
  const { env } = await import("#lib/infra/env.ts");
  const { losePatience, LONGEST_TRANSACTION_MS } = await import("#lib/infra/patience.ts");
  const answerMs = env().DATABASE_TIMEOUT_S * 1000;
  losePatience({ answerMs, transactionMs: answerMs + LONGEST_TRANSACTION_MS });
}
