import { zonesSchema } from "#lib/cameras/schema.ts";
import { parseUnitRectangles } from "#lib/clips/masking.ts";
import type { UnitPolygon } from "#lib/clips/types.ts";
import { env } from "#lib/infra/env.ts";

/**
 * What no model may see: the camera's privacy zones and Ring's burned-in caption.
 *
 * @param privacyZones as stored with the camera
 */
export function masksFor(privacyZones: unknown): UnitPolygon[] {
  return [...zonesSchema.parse(privacyZones), ...parseUnitRectangles(env().RING_WATERMARK_MASK)];
}
