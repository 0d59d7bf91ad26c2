import { z } from "zod";
import { AppError } from "#lib/errors.ts";

/** An id from an address. @throws AppError not-found for what cannot be one */
export function pathId(text: string): string {
  const id = z.uuid().safeParse(text);
  if (!id.success) throw new AppError("not-found", "noSuchAddress");
  return id.data;
}
