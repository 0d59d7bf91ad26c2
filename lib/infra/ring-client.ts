/**
 * Ring's official partner API. Every method is one call; none refreshes a token or tries again: the
 * jobs do. What a refusal means is decided in `ring-client/refusals.ts`.
 */
import { z } from "zod";
import { createCalls } from "./ring-client/calls.ts";
import { createGate } from "./ring-client/gate.ts";
import { downloadClip, downloadImage } from "./ring-client/media.ts";
import {
  devicesSchema,
  historyEvents,
  historySchema,
  joinDevices,
  type RingDevice,
  type RingHistoryEvent,
} from "./ring-client/resources.ts";
import type {
  ClipOrder,
  ClipReceipt,
  ImageOrder,
  ImageReceipt,
  RingClientSettings,
  RingTokens,
} from "./ring-client/types.ts";

export interface RingClient {
  /** A code is good once, for 60 s. Throws PermanentError "needs-relink" when it is not. */
  exchangeCode(code: string): Promise<RingTokens>;
  /** The old pair is dead afterwards. Throws PermanentError "needs-relink" on a definite no. */
  refresh(refreshToken: string): Promise<RingTokens>;
  usersMe(accessToken: string): Promise<{ accountId: string }>;
  listDevices(accessToken: string): Promise<RingDevice[]>;
  /** Newest first, none older than `since`. Metadata only. */
  eventHistory(
    accessToken: string,
    order: { deviceId: string; since: Date },
  ): Promise<RingHistoryEvent[]>;
  downloadClip(accessToken: string, order: ClipOrder): Promise<ClipReceipt>;
  downloadImage(accessToken: string, order: ImageOrder): Promise<ImageReceipt>;
  /** The link's last two steps: `nonce` is the one of Ring's redirect. */
  confirmLink(accessToken: string, nonce: string, accountIdentifier: string): Promise<void>;
  completeLink(accessToken: string): Promise<void>;
}

const userSchema = z.object({ data: z.object({ id: z.string().min(1) }) });

/** Half of what Ring allows, which counts all processes of a client id together. */
const CALLS_PER_SECOND = 50;

const DEVICES = "/v1/devices?include=status,capabilities,location,configurations";
const INTEGRATIONS = "/v1/accounts/me/app-integrations";

/** One serves every account. It keeps no state but its pace and which of Ring's hosts it leaves alone. */
export function createRingClient(settings: RingClientSettings): RingClient {
  const now = settings.now ?? (() => new Date());
  const gate = createGate(settings.maxCallsPerSecond ?? CALLS_PER_SECOND, now);
  const { api, pages, token } = createCalls(settings, gate, now);
  return {
    exchangeCode: (code) => token({ grant_type: "authorization_code", code }),
    refresh: (refreshToken) => token({ grant_type: "refresh_token", refresh_token: refreshToken }),
    async usersMe(accessToken) {
      const answer = userSchema.parse(await api(accessToken, "/v1/users/me"));
      return { accountId: answer.data.id };
    },
    async listDevices(accessToken) {
      const devices: RingDevice[] = [];
      for await (const page of pages(accessToken, DEVICES)) {
        devices.push(...joinDevices(devicesSchema.parse(page)));
      }
      return devices;
    },
    async eventHistory(accessToken, { deviceId, since }) {
      const path = `/v1/history/devices/${encodeURIComponent(deviceId)}/events`;
      const events: RingHistoryEvent[] = [];
      for await (const page of pages(accessToken, path)) {
        const found = historyEvents(historySchema.parse(page));
        const recent = found.filter(({ startedAt }) => startedAt >= since);
        events.push(...recent);
        if (recent.length < found.length) break;
      }
      return events;
    },
    downloadClip: (accessToken, order) => downloadClip(settings, gate, now, accessToken, order),
    downloadImage: (accessToken, order) => downloadImage(settings, gate, now, accessToken, order),
    async confirmLink(accessToken, nonce, accountIdentifier) {
      const body = { nonce, account_identifier: accountIdentifier };
      await api(accessToken, INTEGRATIONS, "POST", body);
    },
    async completeLink(accessToken) {
      await api(accessToken, INTEGRATIONS, "PATCH", { status: "completed" });
    },
  };
}
