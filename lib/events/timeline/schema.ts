import { z } from "zod";
import { refusal } from "#lib/errors.ts";
import { personCategories } from "#lib/identity/category.ts";
import { eventOutcomes } from "../types.ts";
import { partsOfPlace } from "./place.ts";

/** A part of an address that says nothing sensible is as if it were not there. */
const asked = <Schema extends z.ZodType>(schema: Schema) => schema.optional().catch(undefined);

const hour = z.coerce.number().int().min(0).max(23);
/** Before it nothing was filmed, and Postgres knows no year 0. */
const EARLIEST = "1970";
const day = z.iso.date().refine((text) => text >= EARLIEST, refusal("beforeAllCameras"));
const place = z.string().refine((text) => {
  const { startedAt, visitId } = partsOfPlace(text);
  const isInstant = z.iso.datetime().safeParse(startedAt).success && startedAt >= EARLIEST;
  return isInstant && z.uuid().safeParse(visitId).success;
}, refusal("noSuchPlace"));

/** Which visits an address asks for. */
export const filterSchema = z.object({
  person: asked(z.uuid()),
  category: asked(z.enum(personCategories)),
  camera: asked(z.uuid()),
  outcome: asked(z.enum(eventOutcomes)),
  from: asked(hour),
  until: asked(hour),
  q: asked(z.string().trim().min(1).max(80)),
});

/** Where the page's own address has it begin. */
export const startSchema = z.object({ before: asked(place), day: asked(day) });

/** What the API takes beside the filter. */
export const rangeSchema = z.object({
  before: place.optional(),
  day: day.optional(),
  downTo: place.optional(),
  limit: z.coerce.number().int().min(1).max(100).default(30),
});

export const daySchema = z.object({ day });

/** "2026-11" */
export const monthSchema = z.object({ month: z.string().regex(/^[12]\d{3}-(?:0[1-9]|1[0-2])$/) });
