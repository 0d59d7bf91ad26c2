import webPush from "web-push";
import { z } from "zod";
import { env } from "./env.ts";

export type PushAddress = { endpoint: string; p256dh: string; auth: string };

/**
 * What a push service made of a message.
 *
 * - accepted: it will be shown.
 * - gone: the subscription is dead (404, 410); remove it.
 * - refused: this message will never be taken.
 * - not-accepted: surely not taken; may be sent again.
 * - unconfirmed: nobody can know whether it was taken; sending again might show it twice.
 */
export type PushResult =
  | { kind: "accepted" }
  | { kind: "gone" }
  | { kind: "refused"; detail: string }
  | { kind: "not-accepted"; detail: string }
  | { kind: "unconfirmed"; detail: string };

const TIMEOUT_MS = 10_000;
/**
 * Encrypts the text to the browser (RFC 8291) and hands it to its push service, signed with VAPID.
 *
 * @param timeToLiveS how long the push service keeps it for a device that it cannot reach
 */
export async function pushTo(
  address: PushAddress,
  text: string,
  { urgency, timeToLiveS }: { urgency: "high" | "normal"; timeToLiveS: number },
): Promise<PushResult> {
  const settings = env();
  try {
    await webPush.sendNotification(
      { endpoint: address.endpoint, keys: { p256dh: address.p256dh, auth: address.auth } },
      text,
      {
        vapidDetails: {
          subject: settings.VAPID_SUBJECT,
          publicKey: settings.VAPID_PUBLIC_KEY,
          privateKey: settings.VAPID_PRIVATE_KEY,
        },
        TTL: timeToLiveS,
        urgency,
        timeout: TIMEOUT_MS,
      },
    );
    return { kind: "accepted" };
  } catch (error) {
    return classify(error);
  }
}

const answered = z.object({ statusCode: z.number() });
const attempt = z.object({ syscall: z.string().optional() });
/** `errors`: one for each address of a host that was tried in vain. */
const failed = attempt.extend({ code: z.string(), errors: z.array(attempt).optional() });

/** Failures before anything was sent: the message cannot have been taken. */
const BEFORE_SENDING = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "CERT_HAS_EXPIRED",
  "DEPTH_ZERO_SELF_SIGNED_CERT",
  "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
]);

/** RFC 8030 section 5 and the push services' documents. */
export function classify(error: unknown): PushResult {
  const answer = answered.safeParse(error);
  if (answer.success) {
    const { statusCode } = answer.data;
    const detail = `The push service answered ${statusCode}.`;
    if (statusCode === 404 || statusCode === 410) return { kind: "gone" };
    if (statusCode === 429 || statusCode >= 500) return { kind: "not-accepted", detail };
    return { kind: "refused", detail };
  }
  const failure = failed.safeParse(error).data;
  if (!failure)
    return { kind: "unconfirmed", detail: error instanceof Error ? error.message : "unknown" };
  const { code, errors = [failure] } = failure;
  const wasConnecting = errors.every(({ syscall }) => syscall === "connect");
  return wasConnecting || BEFORE_SENDING.has(code)
    ? { kind: "not-accepted", detail: code }
    : { kind: "unconfirmed", detail: code };
}

/** Whether a browser may name this address: https, on a known push service's host, no odd port. */
export function isPushEndpoint(endpoint: string, hostAllowlist: readonly string[]): boolean {
  if (!URL.canParse(endpoint)) return false;
  const url = new URL(endpoint);
  if (url.protocol !== "https:" || url.username || url.password) return false;
  return hostAllowlist.some((pattern) =>
    pattern.startsWith("*.") ? url.host.endsWith(pattern.slice(1)) : url.host === pattern,
  );
}
