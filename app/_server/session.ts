import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { getServerSession } from "next-auth";
import { cache } from "react";
import { findActor } from "#lib/accounts/queries.ts";
import type { Actor } from "#lib/accounts/types.ts";
import { AppError } from "#lib/errors.ts";
import { authOptions, readClaims } from "./auth.ts";

/** Who is asking, looked up once a request; null without a session that still holds. */
export const currentActor = cache(async (): Promise<Actor | null> => {
  const claims = readClaims(await getServerSession(authOptions()));
  return claims && findActor(claims);
});

/** For pages: sends to the sign-in page whoever is not signed in, and from there back here. */
export async function requireActor(): Promise<Actor> {
  const actor = await currentActor();
  if (actor) return actor;
  const path = (await headers()).get("x-path") ?? "/";
  redirect(path === "/" ? "/sign-in" : `/sign-in?to=${encodeURIComponent(path)}`);
}

/** For the API and for actions. @throws AppError unauthenticated */
export async function requireApiActor(): Promise<Actor> {
  const actor = await currentActor();
  if (!actor) throw new AppError("unauthenticated", "signedOut");
  return actor;
}
