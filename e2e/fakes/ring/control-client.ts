/** The control plane as typed calls over HTTP, for tests and for command-line programs. */
import type { z } from "zod";
import type { EndpointState } from "./endpoint.ts";
import type { FaultsInput } from "./faults.ts";
import type {
  AccountReceipt,
  accountSchema,
  deviceChangeSchema,
  deviceSchema,
} from "./households.ts";
import type { JournalEntry } from "./journal.ts";
import type { LinkReceipt, linkSchema } from "./linking.ts";
import type { eventSchema, newsSchema } from "./ordering.ts";
import type { ScenarioOrder, ScenarioReceipt } from "./scenarios/scene.ts";
import type { ScenarioLine } from "./scenarios.ts";
import type { Settings } from "./settings.ts";
import type { Delivery } from "./webhooks.ts";
import type { CameraEvent, RECORDING_STATES } from "./world.ts";

interface AccountLine {
  id: string;
  name: string;
  link: string;
  devices: { id: string; name: string; online: boolean }[];
}

export interface ControlClient {
  reset(): Promise<void>;
  accounts(): Promise<AccountLine[]>;
  addAccount(order?: z.input<typeof accountSchema>): Promise<AccountReceipt>;
  /** A fresh one-time code, good for 60 s. */
  newCode(accountId: string): Promise<string>;
  unlink(accountId: string): Promise<void>;
  expireTokens(accountId: string): Promise<void>;
  addDevice(
    accountId: string,
    order: z.input<typeof deviceSchema>,
  ): Promise<{ id: string; name: string }>;
  /** Goes on- or offline (told of by webhook), loses its plan, or changes its encryption. */
  changeDevice(idOrName: string, change: z.input<typeof deviceChangeSchema>): Promise<void>;
  /** The user takes it out of the app; told of by webhook. */
  removeDevice(idOrName: string): Promise<void>;
  addEvent(
    order: z.input<typeof eventSchema>,
  ): Promise<{ event: CameraEvent; deliveries: number[] }>;
  /** What becomes of an event's recording: `expired` or `deleted`, say. */
  setRecording(eventId: string, state: (typeof RECORDING_STATES)[number]): Promise<void>;
  /** Any other webhook, or raw text. Answers the ids of its deliveries. */
  addNews(order: z.input<typeof newsSchema>): Promise<number[]>;
  link(order: z.input<typeof linkSchema>): Promise<LinkReceipt>;
  faults(order: FaultsInput): Promise<void>;
  scenarios(): Promise<ScenarioLine[]>;
  /** Sets a scenario's faults; what meets them is the caller's. */
  scenario(id: string): Promise<void>;
  /** Plays a scenario, `W1` or `C5-html` say, and answers everything that it made. */
  play(id: string, order?: ScenarioOrder): Promise<ScenarioReceipt>;
  clock(order: { offset?: number; scale?: number }): Promise<void>;
  /** Every event with its fate, in the order in which they were recorded. */
  events(): Promise<CameraEvent[]>;
  journal(): Promise<JournalEntry[]>;
  deliveries(): Promise<Delivery[]>;
  /** Whether Ring still sends, and how many 4xx in a row it had. */
  endpoint(): Promise<EndpointState>;
  enableEndpoint(): Promise<void>;
  /** Changes settings for what comes next; answers all of them. */
  settings(order: Partial<Settings>): Promise<Settings>;
  replayDead(): Promise<number>;
  startDemo(): Promise<boolean>;
}

/** A client for an emulator at `apiUrl`. Every call throws with the emulator's own words on refusal. */
export function createControlClient(apiUrl: string): ControlClient {
  const call = async <T>(method: string, path: string, body?: unknown): Promise<T> => {
    const response = await fetch(`${apiUrl}/_emu${path}`, {
      method,
      ...(body !== undefined && {
        body: JSON.stringify(body),
        headers: { "content-type": "application/json" },
      }),
    });
    const answer = (await response.json()) as T & { error?: string };
    if (!response.ok) throw new Error(`emulator: ${answer.error ?? response.status}`);
    return answer;
  };
  const account = (id: string) => `/accounts/${encodeURIComponent(id)}`;
  return {
    reset: () => call("POST", "/reset"),
    accounts: () => call("GET", "/accounts"),
    addAccount: (order = {}) => call("POST", "/accounts", order),
    newCode: async (id) => (await call<{ code: string }>("POST", `${account(id)}/code`)).code,
    unlink: (id) => call("POST", `${account(id)}/unlink`),
    expireTokens: (id) => call("POST", `${account(id)}/expire-tokens`),
    addDevice: (id, order) => call("POST", "/devices", { account: id, ...order }),
    changeDevice: (device, change) =>
      call("PATCH", `/devices/${encodeURIComponent(device)}`, change),
    removeDevice: (device) => call("DELETE", `/devices/${encodeURIComponent(device)}`),
    addEvent: (order) => call("POST", "/events", order),
    setRecording: (id, state) =>
      call("PATCH", `/events/${encodeURIComponent(id)}/recording`, { state }),
    addNews: async (order) =>
      (await call<{ deliveries: number[] }>("POST", "/news", order)).deliveries,
    link: (order) => call("POST", "/link", order),
    faults: (order) => call("PUT", "/faults", order),
    scenario: (id) => call("POST", `/scenario/${encodeURIComponent(id)}`),
    scenarios: () => call("GET", "/scenarios"),
    play: (id, order = {}) => call("POST", `/scenario/${encodeURIComponent(id)}`, order),
    clock: (order) => call("PUT", "/clock", order),
    events: () => call("GET", "/events"),
    journal: () => call("GET", "/journal"),
    deliveries: () => call("GET", "/deliveries"),
    endpoint: () => call("GET", "/endpoint"),
    enableEndpoint: () => call("POST", "/endpoint/enable"),
    settings: (order) => call("PUT", "/settings", order),
    replayDead: async () => (await call<{ replayed: number }>("POST", "/dlq/replay")).replayed,
    startDemo: async () => (await call<{ started: boolean }>("POST", "/demo")).started,
  };
}
