import { z } from "zod";

export const recordingDaysSchema = z.object({ days: z.int().min(1) });
