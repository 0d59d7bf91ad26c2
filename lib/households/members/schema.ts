import { z } from "zod";

export const memberSchema = z.object({ accountId: z.uuid() });
