import { cpus, totalmem } from "node:os";
import { z } from "zod";

export const machineSchema = z.object({
  cpu: z.string(),
  cores: z.number(),
  memoryGb: z.number(),
  node: z.string(),
});

/** Where the figures were taken. */
export type Machine = z.infer<typeof machineSchema>;

export function describeMachine(): Machine {
  const cores = cpus();
  return {
    cpu: cores[0]?.model.trim() ?? "unknown",
    cores: cores.length,
    memoryGb: Math.round(totalmem() / 1024 ** 3),
    node: process.version,
  };
}
