"use server";
import { revalidatePath } from "next/cache";
import { keepLocale } from "#app/_server/language.ts";
import { localeSchema } from "#lib/accounts/schema.ts";

/** For whoever is not signed in: the language is kept in the browser alone. */
export async function chooseLanguage(input: unknown): Promise<{ ok: true; data: undefined }> {
  const chosen = localeSchema.safeParse(input);
  if (chosen.success) await keepLocale(chosen.data.locale);
  revalidatePath("/", "layout");
  return { ok: true, data: undefined };
}
