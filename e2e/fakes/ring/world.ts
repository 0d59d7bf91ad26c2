/** Everything the pretend Ring knows: accounts, devices, tokens, events and their recordings. */
import { createHash, createHmac } from "node:crypto";
import { type Clock, createClock } from "./clock.ts";
import { createFaults, type Faults } from "./faults.ts";
import { createJournal, type Journal } from "./journal.ts";
import type { Fate } from "./rates.ts";
import type { Settings } from "./settings.ts";

export interface Zone {
  id: string;
  vertices: { x: number; y: number }[];
}

export interface Device {
  id: string;
  name: string;
  kind: "doorbell" | "camera";
  online: boolean;
  country: string;
  state: string | null;
  privacyZones: Zone[];
  motionZones: Zone[];
  /** Answers without configurations and location, as some devices do. */
  bare: boolean;
  /** Whether Ring records at all. */
  hasPlan: boolean;
  /** `take`: listed, its media unreadable. `end-to-end`: hidden from apps. */
  encryption: "none" | "take" | "end-to-end";
}

type LinkState = "none" | "code_sent" | "tokens_issued" | "awaiting" | "completed" | "removed";

export interface Account {
  id: string;
  firstName: string;
  email: string;
  devices: Device[];
  /** Ids of devices that were taken out. */
  removedDevices: string[];
  link: LinkState;
  accountIdentifier: string | null;
  /** Nothing before this moment (epoch ms) is ours to see; null until the link is confirmed. */
  consentAt: number | null;
}

/** `sound` unless ordered; `expired` and `deleted` are as if it had never been. */
export const RECORDING_STATES = ["sound", "corrupt", "encrypted", "expired", "deleted"] as const;

type RecordingState = (typeof RECORDING_STATES)[number];

/** A file that answers for a stretch of time. Epoch milliseconds. */
export interface Recording {
  path: string;
  startAt: number;
  lengthMs: number;
  clipReadyAt: number;
  imageReadyAt: number;
  state: RecordingState;
  /** Whether what there is so far can be fetched before it has ended. */
  isServedWhileRecording: boolean;
}

export interface CameraEvent {
  /** 1 for the first after start or reset, in the order of the orders. */
  number: number;
  id: string;
  accountId: string;
  deviceId: string;
  type: "button_press" | "motion_detected";
  motionClass: string | null;
  at: number;
  /** Null: the household has no plan, nothing was recorded. */
  recording: Recording | null;
  fate: Fate;
  /** Ids of its webhooks' deliveries. */
  deliveries: number[];
  /** Requests for its clip and for its image that drew a chance. */
  asked: { clip: number; image: number };
  /** Whether any of its media was fetched. */
  isReviewed: boolean;
}

interface Grant {
  accountId: string;
  expiresAt: number;
}

export interface World {
  settings: Settings;
  clock: Clock;
  journal: Journal;
  faults: Faults;
  accounts: Map<string, Account>;
  events: CameraEvent[];
  /** Of the newest event. */
  eventNumber: number;
  codes: Map<string, Grant & { used: boolean }>;
  accessTokens: Map<string, Grant>;
  /** `rotatedAt`: epoch ms of the first use, or null. */
  refreshTokens: Map<string, Grant & { rotatedAt: number | null }>;
  /** Redirect times (epoch ms) that the link simulator handed out, by account. */
  linkTimes: Map<string, number[]>;
  /** `http://127.0.0.1:port`, known once the servers listen. */
  apiUrl: string;
  mediaUrl: string;
  /** Counts up; the only source of new ids. */
  serial: number;
}

export function createWorld(settings: Settings): World {
  return {
    settings,
    clock: createClock(settings.timeScale),
    journal: createJournal(),
    faults: createFaults(),
    accounts: new Map(),
    events: [],
    eventNumber: 0,
    codes: new Map(),
    accessTokens: new Map(),
    refreshTokens: new Map(),
    linkTimes: new Map(),
    apiUrl: "",
    mediaUrl: "",
    serial: 0,
  };
}

/** Back to an empty world with the same settings and addresses. */
export function resetWorld(world: World): void {
  world.clock.offsetMs = 0;
  world.clock.scale = world.settings.timeScale;
  world.journal.clear();
  world.faults.clear();
  world.accounts.clear();
  world.codes.clear();
  world.accessTokens.clear();
  world.refreshTokens.clear();
  world.linkTimes.clear();
  world.events.length = 0;
  world.eventNumber = 0;
  world.serial = 0;
}

/** Text that depends on the seed and a label alone. 64 hex digits. */
function seeded(world: World, label: string): string {
  return createHash("sha256").update(`${world.settings.seed}:${label}`).digest("hex");
}

/** A version-4-shaped UUID, the n-th of this seed. */
export function nextUuid(world: World): string {
  const hex = seeded(world, `uuid:${world.settings.run}:${++world.serial}`);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** An opaque id as long as the real ones: more than 100 characters. */
export function opaqueId(world: World, noun: "account" | "device", label: string): string {
  const hex = seeded(world, `${noun}:${label}`);
  return `ava1.ring.${noun}.${hex.toUpperCase()}${hex.slice(0, 32)}`;
}

/** A token that names its account and carries its own proof, so that it can outlive the process. */
export function issueToken(world: World, use: "at" | "rt", accountId: string): string {
  const payload = Buffer.from(JSON.stringify([use, nextUuid(world), accountId])).toString(
    "base64url",
  );
  return `emu.${payload}.${tokenProof(world, payload)}`;
}

/** The account of a token that this seed issued at any time, or null. */
export function tokenAccount(world: World, use: "at" | "rt", token: string): string | null {
  const [scheme, payload = "", proof] = token.split(".");
  if (scheme !== "emu" || proof !== tokenProof(world, payload)) return null;
  const [issuedFor, , accountId] = JSON.parse(
    Buffer.from(payload, "base64url").toString(),
  ) as string[];
  return issuedFor === use && accountId !== undefined ? accountId : null;
}

function tokenProof(world: World, payload: string): string {
  return createHmac("sha256", `${world.settings.seed}`).update(payload).digest("base64url");
}

/** The account of an id. Throws when there is none. */
export function accountOf(world: World, id: string): Account {
  const account = world.accounts.get(id);
  if (!account) throw new Error(`no account ${id}`);
  return account;
}

/** The device and its account, or null. */
export function findDevice(
  world: World,
  idOrName: string,
): { account: Account; device: Device } | null {
  for (const account of world.accounts.values()) {
    for (const device of account.devices) {
      if (device.id === idOrName || device.name === idOrName) return { account, device };
    }
  }
  return null;
}

/** As `findDevice`. Throws when there is none. */
export function deviceOf(world: World, idOrName: string): { account: Account; device: Device } {
  const found = findDevice(world, idOrName);
  if (!found) throw new Error(`no camera called ${idOrName}`);
  return found;
}
