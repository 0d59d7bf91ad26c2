import { createTransport, type SentMessageInfo } from "nodemailer";
import { z } from "zod";
import { env } from "./env.ts";

export type Mail = { subject: string; text: string; html: string };

/**
 * What the mail server made of an e-mail.
 *
 * - accepted: it answers for it now.
 * - refused: it will never take this one (5xx).
 * - not-accepted: surely not taken (4xx, or never reached); may be sent again.
 * - unconfirmed: nobody can know whether it was taken; sending again might bring it twice.
 */
export type MailResult =
  | { kind: "accepted" }
  | { kind: "refused"; detail: string }
  | { kind: "not-accepted"; detail: string }
  | { kind: "unconfirmed"; detail: string };

/** Whether there is a mail server to send with: `SMTP_URL`. */
export const sendsMail = () => env().SMTP_URL !== undefined;

/** Hands an e-mail to the mail server. `id` is its own for ever, so that a reader could tell it is one. */
export async function mailTo(to: string, mail: Mail, id: string): Promise<MailResult> {
  const { hostname } = new URL(env().NEXTAUTH_URL);
  const message = {
    ...{ from: env().SMTP_FROM, to, ...mail },
    messageId: `<${id}@${hostname}>`,
    headers: { "Auto-Submitted": "auto-generated" },
    disableFileAccess: true,
    disableUrlAccess: true,
  };
  return await withTransport(async (transport) => {
    try {
      await transport.sendMail(message);
      return { kind: "accepted" };
    } catch (error) {
      return classifyMail(error);
    }
  });
}

/** Signs in to the mail server and sends nothing. @throws Error that says what is the matter */
export const checkMail = () =>
  withTransport(async (transport) => {
    await transport.verify();
  });

type Transport = {
  sendMail(message: object): Promise<SentMessageInfo>;
  verify(): Promise<true>;
};

async function withTransport<T>(work: (transport: Transport) => Promise<T>): Promise<T> {
  const { SMTP_URL: url, SMTP_TIMEOUT_S } = env();
  if (!url) throw new Error("SMTP_URL is not set.");
  const timeoutMs = SMTP_TIMEOUT_S * 1000;
  const transport = createTransport({
    url,
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    socketTimeout: timeoutMs,
  });
  try {
    return await work(transport);
  } finally {
    transport.close();
  }
}

const failed = z.object({
  message: z.string(),
  code: z.string().optional(),
  syscall: z.string().optional(),
  /** What the server answered, if it did. */
  responseCode: z.number().optional(),
  timeoutType: z.string().optional(),
});

/** Failures before the message itself was under way: it cannot have been taken. */
const BEFORE_SENDING = new Set(["EDNS", "ETLS", "EAUTH", "ENOAUTH", "EOAUTH2", "EPROXY"]);

export function classifyMail(error: unknown): Exclude<MailResult, { kind: "accepted" }> {
  const failure = failed.safeParse(error).data;
  if (!failure) return { kind: "unconfirmed", detail: String(error) };
  const { message, code = "", syscall, responseCode, timeoutType } = failure;
  if (responseCode) {
    const detail = `The mail server answered ${responseCode}.`;
    return responseCode >= 500 ? { kind: "refused", detail } : { kind: "not-accepted", detail };
  }
  const neverBegan =
    BEFORE_SENDING.has(code) ||
    syscall === "connect" ||
    (timeoutType !== undefined && timeoutType !== "SOCKET_TIMEOUT");
  if (neverBegan) return { kind: "not-accepted", detail: message };
  if (code === "EENVELOPE") return { kind: "refused", detail: message };
  return { kind: "unconfirmed", detail: message };
}
