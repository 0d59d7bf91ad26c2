/** Accounts and their devices, as the control plane may ask for them, and what can befall them. */
import { z } from "zod";
import { issueCode, issuePair, revokeAll, type TokenPair } from "./oauth.ts";
import { addNews } from "./ordering.ts";
import type { Webhooks } from "./webhooks.ts";
import { type Account, deviceOf, opaqueId, type World } from "./world.ts";

const zoneSchema = z.object({
  id: z.string(),
  vertices: z.array(z.object({ x: z.number(), y: z.number() })),
});

export const deviceSchema = z.object({
  name: z.string(),
  /** Opaque and longer than 100 characters unless given. */
  id: z.string().optional(),
  kind: z.enum(["doorbell", "camera"]).default("doorbell"),
  online: z.boolean().default(true),
  country: z.string().default("US"),
  state: z.string().nullable().default("WA"),
  privacyZones: z.array(zoneSchema).default([]),
  motionZones: z.array(zoneSchema).default([]),
  bare: z.boolean().default(false),
  hasPlan: z.boolean().default(true),
  encryption: z.enum(["none", "take", "end-to-end"]).default("none"),
});

export const accountSchema = z.object({
  /** Names the account; ids follow from it and from the seed. */
  name: z.string().default("Sam"),
  id: z.string().optional(),
  devices: z.array(deviceSchema).default([{ ...deviceSchema.parse({ name: "Front door" }) }]),
  /** `completed` skips the link so that events flow at once; `none` waits for the link flow. */
  link: z.enum(["none", "completed"]).default("completed"),
  /** Epoch ms; unless given thirty days ago, or the moment of the link. */
  consentAt: z.number().optional(),
});

/** What making an account answers. Tokens spare a test the exchange; the code is good once, for 60 s. */
export interface AccountReceipt {
  id: string;
  code: string;
  accessToken: string;
  refreshToken: string;
  expiresInSeconds: number;
  devices: { id: string; name: string }[];
}

export function addAccount(world: World, input: z.input<typeof accountSchema>): AccountReceipt {
  const order = accountSchema.parse(input);
  const account: Account = {
    id: order.id ?? opaqueId(world, "account", order.name),
    firstName: order.name,
    email: `${order.name.toLowerCase().replaceAll(/[^a-z0-9]+/g, ".")}@example.com`,
    devices: order.devices.map((device) => newDevice(world, order.name, device)),
    link: order.link,
    accountIdentifier: null,
    removedDevices: [],
    consentAt: order.consentAt ?? (order.link === "completed" ? thirtyDaysAgo(world) : null),
  };
  world.accounts.set(account.id, account);
  const code = issueCode(world, account.id);
  const pair: TokenPair = issuePair(world, account.id);
  account.link = order.link;
  return {
    id: account.id,
    code,
    accessToken: pair.access_token,
    refreshToken: pair.refresh_token,
    expiresInSeconds: pair.expires_in,
    devices: account.devices.map(({ id, name }) => ({ id, name })),
  };
}

const thirtyDaysAgo = ({ clock }: World) => clock.now() - 30 * 24 * 3_600_000;

export function newDevice(world: World, owner: string, input: z.input<typeof deviceSchema>) {
  const device = deviceSchema.parse(input);
  return { ...device, id: device.id ?? opaqueId(world, "device", `${owner}/${device.name}`) };
}

/** The user removes the app in Ring: tokens die, then the webhooks say so. */
export function unlink(world: World, webhooks: Webhooks, account: Account): number[] {
  account.link = "removed";
  account.consentAt = null;
  revokeAll(world, account.id);
  const news = { account: account.id, type: "app_integration_removed" };
  const removed = account.devices.map((device) =>
    addNews(world, webhooks, { ...news, type: "device_removed", device: device.id }),
  );
  return [...addNews(world, webhooks, news), ...removed.flat()];
}

/** What can change about a device while it is there. */
export const deviceChangeSchema = z.strictObject({
  online: z.boolean().optional(),
  hasPlan: z.boolean().optional(),
  encryption: deviceSchema.shape.encryption.unwrap().optional(),
});

/** Changes a device; going online or offline is told of by webhook. @returns its deliveries */
export function changeDevice(
  world: World,
  webhooks: Webhooks,
  idOrName: string,
  change: z.infer<typeof deviceChangeSchema>,
): number[] {
  const { account, device } = deviceOf(world, idOrName);
  const turns = change.online !== undefined && change.online !== device.online;
  Object.assign(device, change);
  if (!turns) return [];
  const type = device.online ? "device_online" : "device_offline";
  return addNews(world, webhooks, { account: account.id, type, device: device.id });
}

/** `removeDevice` with its webhook. @returns its deliveries */
export function takeOut(world: World, webhooks: Webhooks, idOrName: string): number[] {
  const { account, device } = deviceOf(world, idOrName);
  removeDevice(world, device.id);
  const type = "device_removed";
  return addNews(world, webhooks, { account: account.id, type, device: device.id });
}

/** The user takes a camera out of the app in Ring: the API knows it no more. */
export function removeDevice(world: World, deviceId: string): void {
  for (const account of world.accounts.values()) {
    const isKept = (device: { id: string }) => device.id !== deviceId;
    if (account.devices.every(isKept)) continue;
    account.devices = account.devices.filter(isKept);
    account.removedDevices.push(deviceId);
  }
}

/** Makes every access token of an account expire now; refresh tokens stay good. */
export function expireTokens(world: World, account: Account): void {
  for (const token of world.accessTokens.values()) {
    if (token.accountId === account.id) token.expiresAt = 0;
  }
}
