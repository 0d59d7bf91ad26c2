import { z } from "zod";
import type { UnitBox } from "./types.ts";

/** A box as it is stored. */
export const unitBoxSchema = z
  .object({ x: z.number(), y: z.number(), width: z.number(), height: z.number() })
  .transform((box) => box as UnitBox);

/** Where a face was through a clip, as it is stored with the face. */
export const trackSchema = z.array(z.object({ atMs: z.number(), box: unitBoxSchema }));
