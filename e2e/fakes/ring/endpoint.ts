/** Ring's patience with the webhook endpoint: many 4xx in a row within a day disable it. */
import type { World } from "./world.ts";

const WINDOW_MS = 24 * 3_600_000;

export interface EndpointState {
  /** 4xx since the last answer of another kind, within a day. */
  refusals: number;
  isDisabled: boolean;
}

export interface Endpoint {
  readonly state: EndpointState;
  /** Notes an answer; null stands for none. */
  answered(status: number | null): void;
  /** Takes deliveries again. */
  enable(): void;
}

export function createEndpoint(world: World): Endpoint {
  let refusedAt: number[] = [];
  let isDisabled = false;
  return {
    get state() {
      return { refusals: refusedAt.length, isDisabled };
    },
    answered(status) {
      const isRefusal = status !== null && status >= 400 && status < 500;
      const now = world.clock.now();
      const since = now - world.clock.scaled(WINDOW_MS);
      refusedAt = isRefusal ? [...refusedAt.filter((at) => at > since), now] : [];
      const most = world.settings.disablesAfterRefusals;
      if (most !== null && refusedAt.length >= most) isDisabled = true;
    },
    enable() {
      refusedAt = [];
      isDisabled = false;
    },
  };
}
