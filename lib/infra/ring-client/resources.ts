/** Ring's JSON:API → plain values. */
import { z } from "zod";
import { logger } from "../logger.ts";

/** A polygon's corners, each 0..1 of the picture, origin at the top left. */
export type Polygon = { x: number; y: number }[];

/** Null stands for what the answer does not tell: some devices come without whole families. */
export interface RingDevice {
  /** Opaque. */
  id: string;
  name: string | null;
  online: boolean | null;
  /** What no one may see or store. A zone that cannot be read counts as the whole picture. */
  privacyZones: Polygon[] | null;
  motionZones: Polygon[] | null;
  /** An ISO country code and, in the US, the state. */
  location: { country: string; state: string | null } | null;
}

/** One line of Ring's own event history. */
export interface RingHistoryEvent {
  id: string;
  /** `other` covers live views and whatever Ring adds. */
  kind: "button_press" | "motion" | "other";
  /** As Ring spells it after `motion.`, else null. */
  motionClass: string | null;
  startedAt: Date;
  endedAt: Date | null;
}

const WHOLE_PICTURE: Polygon = [
  { x: 0, y: 0 },
  { x: 1, y: 0 },
  { x: 1, y: 1 },
  { x: 0, y: 1 },
];

const unit = z.number().transform((value) => Math.min(Math.max(value, 0), 1));
const polygon = z
  .object({ vertices: z.array(z.object({ x: unit, y: unit })).min(3) })
  .transform(({ vertices }) => vertices);

// Leaving a private area visible cannot be undone; a black picture is noticed.
const privacyZones = z.array(polygon.catch(WHOLE_PICTURE)).nullish().catch([WHOLE_PICTURE]);
const motionZones = z
  .array(polygon.nullable().catch(null))
  .transform((zones) => zones.filter((zone) => zone !== null))
  .nullish()
  .catch([]);

const identifier = z.object({ type: z.string(), id: z.string() });
const page = { links: z.object({ next: z.string().nullish() }).nullish().catch(null) };

export const devicesSchema = z.object({
  data: z.array(
    z.object({
      id: z.string().min(1),
      attributes: z.object({ name: z.string().nullish() }).nullish(),
      relationships: z
        .record(z.string(), z.object({ data: identifier.nullish().catch(null) }).nullable())
        .nullish()
        .catch({}),
    }),
  ),
  included: z
    .array(identifier.extend({ attributes: z.unknown().optional() }))
    .nullish()
    .catch([]),
  ...page,
});

const statusSchema = z.object({ online: z.boolean().nullish() }).catch({});
const locationSchema = z
  .object({
    country: z.string().min(1),
    state: z
      .string()
      .nullish()
      .catch(null)
      .transform((state) => state ?? null),
  })
  .nullable()
  .catch(null);
const configurationSchema = z
  .object({
    motion_detection: z.object({ motion_zones: motionZones }).nullish().catch(null),
    image_enhancements: z.object({ privacy_zones: privacyZones }).nullish(),
  })
  .nullish();

/** Joins devices with their included parts by type and id. */
export function joinDevices(answer: z.infer<typeof devicesSchema>): RingDevice[] {
  const attributesByKey = new Map(
    (answer.included ?? []).map((part) => [`${part.type} ${part.id}`, part.attributes]),
  );
  return answer.data.map(({ id, attributes, relationships }) => {
    const part = (name: string): unknown => {
      const target = relationships?.[name]?.data;
      return target ? (attributesByKey.get(`${target.type} ${target.id}`) ?? {}) : {};
    };
    const configuration = configurationSchema.safeParse(part("configurations"));
    return {
      id,
      name: attributes?.name ?? null,
      online: statusSchema.parse(part("status")).online ?? null,
      privacyZones: configuration.success
        ? (configuration.data?.image_enhancements?.privacy_zones ?? null)
        : [WHOLE_PICTURE],
      motionZones: configuration.data?.motion_detection?.motion_zones ?? null,
      location: locationSchema.parse(part("location")),
    };
  });
}

/** Epoch ms as a number or a numeric string. */
const moment = z
  .union([z.number(), z.string().regex(/^\d+$/).transform(Number)])
  .transform((ms) => new Date(ms));

const historyEntrySchema = z.object({
  id: z.string(),
  attributes: z.object({
    event_type: z.string(),
    start: moment,
    end: moment.nullish().catch(null),
  }),
});

/** Entry by entry: one that cannot be read must not hide the others of its page. */
export const historySchema = z.object({
  data: z.array(historyEntrySchema.nullable().catch(noteUnreadable)),
  ...page,
});

function noteUnreadable({ issues }: { issues: readonly unknown[] }): null {
  logger.warn({ issues }, "an entry of Ring's history cannot be read");
  return null;
}

/** History speaks of `motion.human` and `ding` where webhooks say `motion_detected`, `button_press`. */
export function historyEvents(answer: z.infer<typeof historySchema>): RingHistoryEvent[] {
  const readable = answer.data.filter((entry) => entry !== null);
  return readable.map(({ id, attributes }) => {
    const [noun, detail] = attributes.event_type.split(".");
    const kind = noun === "ding" ? "button_press" : noun === "motion" ? "motion" : "other";
    return {
      id,
      kind,
      motionClass: kind === "motion" ? (detail ?? null) : null,
      startedAt: attributes.start,
      endedAt: attributes.end ?? null,
    };
  });
}
