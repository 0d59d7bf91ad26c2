import { z } from "zod";
import { readCapped } from "#app/_server/body.ts";
import { AppError } from "#lib/errors.ts";
import { logger } from "#lib/infra/logger.ts";
import { receiveLinkCode } from "#lib/ring/linking/commands.ts";
import { createRateLimit } from "../../../_server/rate-limit.ts";

export const runtime = "nodejs";
export const dynamic = "force-dynamic";

const MAX_BODY_BYTES = 4 * 1024;
const codeSchema = z.object({ code: z.string().min(1).max(2048) });
/** Nobody signs this call, and each costs a question to Ring. */
const limit = createRateLimit({ calls: 30, perMs: 60_000 });

/**
 * Ring's first step of a link: a one-time code, as a form or as JSON, that must be traded within 60 s.
 * Worthless without our client secret.
 */
export async function POST(request: Request): Promise<Response> {
  if (!limit.allows(Date.now()))
    return new Response(null, { status: 429, headers: { "retry-after": "60" } });
  const body = await readCapped(request, MAX_BODY_BYTES);
  if (!body) return new Response(null, { status: 413 });
  const code = readCode(new TextDecoder().decode(body));
  if (code === null) return new Response(null, { status: 400 });
  try {
    await receiveLinkCode(code, new Date());
    return new Response(null, { status: 200 });
  } catch (error) {
    if (error instanceof AppError) {
      logger.warn({ err: error }, "link code refused");
      return new Response(null, { status: 400 });
    }
    logger.error({ err: error }, "link code could not be traded");
    return new Response(null, { status: 503, headers: { "retry-after": "5" } });
  }
}

function readCode(text: string): string | null {
  const fields = text.trimStart().startsWith("{")
    ? parseJson(text)
    : Object.fromEntries(new URLSearchParams(text));
  return codeSchema.safeParse(fields).data?.code ?? null;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
