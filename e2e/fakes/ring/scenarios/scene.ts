/** What a scenario is played on: one camera or account, and the receipt of everything made. */
import { z } from "zod";
import type { Cutter } from "../ffmpeg.ts";
import { addAccount } from "../households.ts";
import { type LinkReceipt, type linkSchema, playLink, productUrls } from "../linking.ts";
import { addEvent, addNews, type eventSchema, newEvent, type newsSchema } from "../ordering.ts";
import type { SendOptions, Webhooks } from "../webhooks.ts";
import { type CameraEvent, deviceOf, type World } from "../world.ts";

export const scenarioOrderSchema = z.object({
  /** Id or name of a camera; the first of all unless given. */
  device: z.string().optional(),
  /** For links: an account; a new one unless given. */
  account: z.string().optional(),
  /** Recording of the events; null for none. */
  media: z.string().nullable().default("anna-day"),
  type: z.enum(["button_press", "motion_detected"]).default("button_press"),
  /** Epoch ms of the newest event; now unless given. */
  at: z.number().optional(),
  /** How many events, where a scenario makes many alike. */
  count: z.number().int().positive().max(1000).optional(),
  recordingDelayMs: z.number().nonnegative().optional(),
  imageDelayMs: z.number().nonnegative().optional(),
  /** The product's address as people open it; beside the webhook unless given. */
  appUrl: z.url().optional(),
  /** The product's other key for W6; the setting unless given. */
  secondHmacKey: z.string().optional(),
});

export type ScenarioOrder = z.input<typeof scenarioOrderSchema>;

/** What a scenario made, each with the name of the way it went. */
export interface ScenarioReceipt {
  id: string;
  events: { way: string; id: string; deviceId: string; type: string; at: number }[];
  deliveries: { way: string; id: number }[];
  links: ({ way: string; account: string } & LinkReceipt)[];
}

type EventOrder = Partial<z.input<typeof eventSchema>>;

export interface Scene {
  world: World;
  webhooks: Webhooks;
  cutter: Cutter;
  order: z.infer<typeof scenarioOrderSchema>;
  /** Epoch ms of the newest event. */
  at: number;
  /** The camera, and whose it is, as they were when first asked for. */
  camera(): { accountId: string; deviceId: string };
  event(order?: EventOrder, sending?: SendOptions): Promise<CameraEvent>;
  /** An event that never happened, for messages about it. */
  phantom(order?: EventOrder): Promise<CameraEvent>;
  news(order: Partial<z.input<typeof newsSchema>>): void;
  deliver(body: string | Buffer, sending?: SendOptions): void;
  /** Notes deliveries that were made elsewhere. */
  keepDeliveries(ids: number[]): void;
  /** The order's account, else a new one that waits for its link. */
  pendingAccount(name: string): string;
  link(account: string, order?: Partial<z.input<typeof linkSchema>>): Promise<LinkReceipt>;
  /** Keeps a link's receipt. */
  keepLink(account: string, link: LinkReceipt): void;
}

export interface Props {
  world: World;
  webhooks: Webhooks;
  cutter: Cutter;
}

/** The stage for one way of a scenario; everything made is written into the receipt. */
export function createScene(
  { world, webhooks, cutter }: Props,
  order: Scene["order"],
  way: string,
  receipt: ScenarioReceipt,
): Scene {
  const at = order.at ?? world.clock.now();
  let camera: ReturnType<Scene["camera"]> | undefined;
  const eventOrder = (given: EventOrder) => ({ ...cameraOrder(world, order, at), ...given });
  const keepDeliveries = (ids: number[]) => {
    receipt.deliveries.push(...ids.map((id) => ({ way, id })));
  };
  const scene: Scene = {
    world,
    webhooks,
    cutter,
    order,
    at,
    camera: () => (camera ??= cameraOf(world, order)),
    async event(given = {}, sending = {}) {
      const { event, deliveries } = await addEvent(world, webhooks, eventOrder(given), sending);
      const { id, deviceId, type } = event;
      receipt.events.push({ way, id, deviceId, type, at: event.at });
      keepDeliveries(deliveries);
      return event;
    },
    phantom: (given = {}) => newEvent(world, eventOrder(given)),
    news(given) {
      const { accountId } = scene.camera();
      keepDeliveries(addNews(world, webhooks, { account: accountId, at, ...given }));
    },
    deliver(body, sending = {}) {
      keepDeliveries([webhooks.send(body, sending).id]);
    },
    keepDeliveries,
    pendingAccount(name) {
      const devices = [{ name: `${name}'s gate`, kind: "camera" as const }];
      return order.account ?? addAccount(world, { name, link: "none", devices }).id;
    },
    async link(account, given = {}) {
      const link = await playLink(world, {
        account,
        ...productUrls(world, order.appUrl),
        ...given,
      });
      scene.keepLink(account, link);
      return link;
    },
    keepLink(account, link) {
      receipt.links.push({ way, account, ...link });
    },
  };
  return scene;
}

function cameraOrder(world: World, order: Scene["order"], at: number): z.input<typeof eventSchema> {
  const { media, type, recordingDelayMs, imageDelayMs } = order;
  return {
    device: cameraOf(world, order).deviceId,
    at,
    media,
    type,
    class: type === "button_press" ? null : "human",
    ...(recordingDelayMs !== undefined && { recordingDelayMs }),
    ...(imageDelayMs !== undefined && { imageDelayMs }),
  };
}

function cameraOf(world: World, order: Scene["order"]): { accountId: string; deviceId: string } {
  const first = [...world.accounts.values()].flatMap(({ devices }) => devices)[0];
  const wanted = order.device ?? first?.id;
  if (wanted === undefined) throw new Error("there is no camera yet");
  const { account, device } = deviceOf(world, wanted);
  return { accountId: account.id, deviceId: device.id };
}
