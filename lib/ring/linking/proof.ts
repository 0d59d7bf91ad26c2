/** What Ring's redirect carries: who holds it was sent here by Ring for one account. */
export type LinkProof = {
  /** 43 base64url characters. */
  nonce: string;
  /** Epoch milliseconds, as text: it is signed as it was written. */
  time: string;
};

export type LinkWindow = {
  /** Ring's own limit: 600 s. */
  maxAgeMs: number;
  /** How far a clock may be ahead of ours. */
  futureSkewMs: number;
};

/** Whether the redirect is of now. Ring rejects later ones itself. */
export function isTimely({ time }: LinkProof, now: Date, window: LinkWindow): boolean {
  if (!/^\d{1,16}$/.test(time)) return false;
  const ageMs = now.getTime() - Number(time);
  return ageMs <= window.maxAgeMs && ageMs >= -window.futureSkewMs;
}

/** "sam@example.org" → "s••@example.org": recognisable to its owner, no address for anybody else. */
export function maskEmail(email: string): string {
  const at = email.lastIndexOf("@");
  return `${email.slice(0, 1)}••${email.slice(at)}`;
}
