import { unstable_rethrow } from "next/navigation";
import type { z } from "zod";
import type { ActionResult } from "#components/ui/action-result.ts";
import type { Actor } from "#lib/accounts/types.ts";
import { logger } from "#lib/infra/logger.ts";
import { refusalOf } from "./route.ts";
import { requireApiActor } from "./session.ts";

/** Wraps a command as a server action: proves the actor, parses the input, answers with a result. */
export const action = <Schema extends z.ZodType, Output>(
  schema: Schema,
  run: (actor: Actor, input: z.output<Schema>) => Promise<Output>,
) => answering(async (input: z.input<Schema>) => run(await requireApiActor(), schema.parse(input)));

/** The same for whoever has no account yet. */
export const openAction = <Schema extends z.ZodType, Output>(
  schema: Schema,
  run: (input: z.output<Schema>) => Promise<Output>,
) => answering(async (input: z.input<Schema>) => run(schema.parse(input)));

const answering =
  <Input, Output>(run: (input: Input) => Promise<Output>) =>
  async (input: Input): Promise<ActionResult<Output>> => {
    try {
      return { ok: true, data: await run(input) };
    } catch (error) {
      unstable_rethrow(error);
      const { code, message } = await refusalOf(error);
      if (code === null) logger.error({ err: error }, "action failed");
      return { ok: false, message };
    }
  };
