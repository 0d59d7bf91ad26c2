import { notFound } from "next/navigation";
import { AppError } from "#lib/errors.ts";

/** For pages: shows the "not found" page where a query says so. */
export async function foundOr404<T>(look: () => Promise<T>): Promise<T> {
  try {
    return await look();
  } catch (error) {
    if (error instanceof AppError && error.code === "not-found") notFound();
    throw error;
  }
}
