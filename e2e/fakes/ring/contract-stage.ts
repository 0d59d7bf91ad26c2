/** An emulator with one household and a client for it: the stage of the contract tests. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect } from "vitest";
import type { ClipOrder, RingClientSettings } from "#lib/infra/ring-client/types.ts";
import { createRingClient, type RingClient } from "#lib/infra/ring-client.ts";
import type { ControlClient } from "./control-client.ts";
import type { AccountReceipt } from "./households.ts";
import { type RingEmulator, startRingEmulator } from "./server.ts";

export interface Stage {
  emulator: RingEmulator;
  control: ControlClient;
  /** Of the newest household. */
  account: AccountReceipt;
  /** For downloads. */
  folder: string;
  client(overrides?: Partial<RingClientSettings>): RingClient;
  frontDoor(): string;
  /** An event of a minute ago, and the order that a job would place for it. */
  pastVisit(
    event?: Partial<Parameters<ControlClient["addEvent"]>[0]>,
  ): Promise<{ at: number; order: ClipOrder; toFile: string }>;
  /** A request of the API with the newest household's token, redirects left alone. */
  ask(method: string, path: string, body?: unknown): Promise<Response>;
  /** Empties the world and makes the household anew. */
  reset(): Promise<void>;
  close(): Promise<void>;
}

export const corner = (x: number, y: number) => ({ x, y });

const DEVICES = [
  {
    name: "Front door",
    state: "OR",
    privacyZones: [{ id: "p1", vertices: [corner(0, 0), corner(0.5, 0), corner(0.5, 0.4)] }],
  },
  { name: "Garden gate", kind: "camera" as const, online: false, bare: true },
];

export async function setStage(): Promise<Stage> {
  const emulator = await startRingEmulator({ recordingDelayMs: 0, imageDelayMs: 0 });
  const folder = await mkdtemp(path.join(tmpdir(), "ring-contract-"));
  const { control } = emulator;
  const settings = { ...emulator.settings };
  const addHousehold = () => control.addAccount({ name: "Sam", devices: DEVICES });
  const stage: Stage = {
    emulator,
    control,
    folder,
    account: await addHousehold(),
    client: (overrides = {}) =>
      createRingClient({
        apiBaseUrl: emulator.apiUrl,
        oauthTokenUrl: emulator.oauthTokenUrl,
        clientId: emulator.settings.clientId,
        clientSecret: emulator.settings.clientSecret,
        mediaHostAllowlist: ["media.api.amazonvision.com"],
        allowInsecureMedia: true,
        mediaMaxBytes: 10_000_000,
        ...overrides,
      }),
    frontDoor() {
      return stage.account.devices[0]?.id ?? "";
    },
    async pastVisit(event = {}) {
      const at = Date.now() - 60_000;
      await control.addEvent({ device: "Front door", at, ...event });
      const toFile = path.join(folder, "clip.mp4");
      const range = { timestampMs: at - 2_000, durationMs: 20_000 };
      return { at, order: { deviceId: stage.frontDoor(), ...range, toFile }, toFile };
    },
    ask: (method, path, body) =>
      fetch(`${emulator.apiUrl}${path}`, {
        method,
        redirect: "manual",
        headers: { authorization: `Bearer ${stage.account.accessToken}` },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      }),
    async reset() {
      Object.assign(emulator.settings, settings);
      await control.reset();
      stage.account = await addHousehold();
    },
    async close() {
      await emulator.close();
      await rm(folder, { recursive: true });
    },
  };
  return stage;
}

/** What a promise was rejected with. */
export const failure = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    (value) => expect.fail(`succeeded with ${JSON.stringify(value)}`),
    (error: unknown) => error,
  );
