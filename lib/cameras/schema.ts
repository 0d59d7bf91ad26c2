import { z } from "zod";
import { refusal } from "#lib/errors.ts";
import { MAX_NAME_LENGTH } from "#lib/name-length.ts";
import { motionClasses, type Zone } from "./types.ts";

/** Zones as they are stored with a camera. */
export const zonesSchema: z.ZodType<Zone[]> = z.array(
  z.array(z.object({ x: z.number(), y: z.number() })),
);

export const cameraIdSchema = z.object({ cameraId: z.uuid() });

const BOTH = refusal("giveBothTimes");
const minute = z.number(BOTH).int(BOTH).min(0, BOTH).max(1439, BOTH);

/** One or several settings of a camera; what is left out stays as it is. */
export const cameraChangeSchema = cameraIdSchema.extend({
  change: z.object({
    /** Empty gives Ring's name back. */
    ownName: z
      .string()
      .trim()
      .max(MAX_NAME_LENGTH, refusal("nameTooLong"))
      .transform((name) => name || null)
      .nullable()
      .exactOptional(),
    /** Null lets Kith find out. */
    chosenKind: z
      .enum(["doorbell", "camera"], refusal("doorbellOrCamera"))
      .nullable()
      .exactOptional(),
    enabled: z.boolean().exactOptional(),
    /** Null: always. */
    hours: z
      .object({ from: minute, until: minute }, BOTH)
      .refine(({ from, until }) => from !== until, refusal("sameTimes"))
      .nullable()
      .exactOptional(),
    ignoredClasses: z
      .array(z.enum(motionClasses, refusal("noSuchClass")))
      .transform((classes) => [...new Set(classes)].sort())
      .exactOptional(),
  }),
});

export type CameraChange = z.infer<typeof cameraChangeSchema>["change"];
