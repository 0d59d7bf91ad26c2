import { unstable_rethrow } from "next/navigation";
import { z } from "zod";
import { AppError, type AppErrorCode } from "#lib/errors.ts";
import { logger } from "#lib/infra/logger.ts";

const statusByCode = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  "not-found": 404,
  conflict: 409,
} satisfies Record<AppErrorCode, number>;

/** What is said of an error that nobody expected. Its details are for the log alone. */
export const UNEXPECTED =
  "Kith could not finish this, so it may not have happened. Try again; the server's log says why.";

/** The expected refusal in an error, or null when the error is a bug. */
export function refusalIn(error: unknown): AppError | null {
  if (error instanceof AppError) return error;
  if (error instanceof SyntaxError) return new AppError("invalid", "This is not JSON.");
  if (!(error instanceof z.ZodError)) return null;
  return new AppError("invalid", error.issues[0]?.message ?? "This cannot be read.");
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
      const refusal = refusalIn(error);
      if (refusal)
        return Response.json({ message: refusal.message }, { status: statusByCode[refusal.code] });
      logger.error({ err: error, path: new URL(request.url).pathname }, "request failed");
      return Response.json({ message: UNEXPECTED }, { status: 500 });
    }
  };
}
