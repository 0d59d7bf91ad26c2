/** Ring's side of a link: the code to the token exchange URL, then the browser's redirect. */
import { z } from "zod";
import { linkNonce } from "#lib/infra/signature.ts";
import { issueCode } from "./oauth.ts";
import { accountOf, type World } from "./world.ts";

export const linkSchema = z.object({
  account: z.string(),
  /** The addresses that the product registered; beside its webhook unless given. */
  tokenExchangeUrl: z.string().optional(),
  accountLinkUrl: z.string().optional(),
  /** Epoch ms in the redirect; now unless given. Stale and future links are made with it. */
  time: z.number().optional(),
  /** Instead of the right one. */
  nonce: z.string().optional(),
  /** False answers the redirect without having called the token exchange URL. */
  exchange: z.boolean().default(true),
  /** Contract ms by which the code comes after the redirect instead of before it. */
  exchangeDelayMs: z.number().positive().optional(),
});

export interface LinkReceipt {
  /** The product's answer to the code; null when none was sent yet. */
  exchangeStatus: number | null;
  /** Where Ring sends the browser. */
  redirect: string;
}

/**
 * The addresses that the product registers with Ring, beside `appUrl` or else beside its webhook.
 * Throws when neither is known.
 */
export function productUrls(
  { settings }: World,
  appUrl = settings.webhookUrl?.replace("//127.0.0.1", "//localhost"),
): { tokenExchangeUrl: string; accountLinkUrl: string } {
  if (appUrl === undefined)
    throw new Error("no appUrl, and no webhook address beside which to look");
  const address = (path: string) => new URL(path, appUrl).href;
  return {
    tokenExchangeUrl: address("/api/ring/token-exchange"),
    accountLinkUrl: address("/link"),
  };
}

/** Plays a link up to the redirect. */
export async function playLink(
  world: World,
  input: z.input<typeof linkSchema>,
): Promise<LinkReceipt> {
  const order = linkSchema.parse(input);
  const account = accountOf(world, order.account);
  const { tokenExchangeUrl, accountLinkUrl } = addresses(world, order);
  const send = () => {
    if (account.link === "none" || account.link === "removed") account.link = "code_sent";
    return sendCode(tokenExchangeUrl, issueCode(world, account.id));
  };
  const delayMs = order.exchangeDelayMs;
  const sendsFirst = order.exchange && delayMs === undefined;
  const exchangeStatus = sendsFirst ? await send() : null;
  if (delayMs !== undefined) {
    setTimeout(() => send().catch(() => undefined), world.clock.scaled(delayMs)).unref();
  }
  const time = order.time ?? world.clock.now();
  const nonce = order.nonce ?? linkNonce(world.settings.hmacKey, time, account.id);
  world.linkTimes.set(account.id, [...(world.linkTimes.get(account.id) ?? []), time]);
  return { exchangeStatus, redirect: redirectUrl(accountLinkUrl, nonce, time) };
}

function addresses(world: World, order: z.infer<typeof linkSchema>) {
  const { tokenExchangeUrl, accountLinkUrl } = order;
  if (tokenExchangeUrl && accountLinkUrl) return { tokenExchangeUrl, accountLinkUrl };
  return productUrls(world);
}

function redirectUrl(accountLinkUrl: string, nonce: string, time: number): string {
  const redirect = new URL(accountLinkUrl);
  redirect.searchParams.set("nonce", nonce);
  redirect.searchParams.set("time", String(time));
  return redirect.href;
}

/** Posts a code as Ring does. @returns the status of the answer */
export async function sendCode(tokenExchangeUrl: string, code: string): Promise<number> {
  const response = await fetch(tokenExchangeUrl, {
    method: "POST",
    redirect: "manual",
    body: new URLSearchParams({ code }),
  });
  await response.body?.cancel();
  return response.status;
}
