import { unstable_rethrow } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { z } from "zod";
import { AppError, type AppErrorCode, type RefusalKey, refusalKeyIn } from "#lib/errors.ts";
import { logger } from "#lib/infra/logger.ts";

const statusByCode = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  "not-found": 404,
  conflict: 409,
} satisfies Record<AppErrorCode, number>;

/** An answer to what went wrong. `reason` is a stable key; `message` says it in the reader's language. */
type Refused = { code: AppErrorCode | null; reason: RefusalKey; message: string };

/**
 * What is said of an error. One that nobody expected is a bug: it has no code, and its details are for
 * the log alone.
 */
export async function refusalOf(error: unknown): Promise<Refused> {
  const refusal = refusalIn(error);
  const t = await getTranslations("refusals");
  if (!refusal) return { code: null, reason: "unexpected", message: t("unexpected") };
  const { code, key, values } = refusal;
  return { code, reason: key, message: t(key, values) };
}

function refusalIn(error: unknown): AppError | null {
  if (error instanceof AppError) return error;
  if (error instanceof SyntaxError) return new AppError("invalid", "notJson");
  if (!(error instanceof z.ZodError)) return null;
  return new AppError("invalid", refusalKeyIn(error.issues[0]?.message ?? "") ?? "unreadable");
}

/** Wraps a route handler: a refusal becomes its status, any other error is logged and becomes 500. */
export function route<Context>(
  handler: (request: Request, context: Context) => Promise<Response>,
): (request: Request, context: Context) => Promise<Response> {
  return async (request, context) => {
    try {
      return await handler(request, context);
    } catch (error) {
      unstable_rethrow(error);
      const { code, ...said } = await refusalOf(error);
      if (code === null)
        logger.error({ err: error, path: new URL(request.url).pathname }, "request failed");
      return Response.json(said, { status: code ? statusByCode[code] : 500 });
    }
  };
}
