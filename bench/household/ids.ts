import type { Random } from "#e2e/storm/random.ts";

/** An id as Prisma makes them (UUID version 7), which follows from the time and the numbers alone. */
export function idAt(atMs: number, random: Random): string {
  const time = atMs.toString(16).padStart(12, "0");
  const [a, b] = [hex(random), hex(random)];
  return `${time.slice(0, 8)}-${time.slice(8)}-7${a.slice(0, 3)}-8${a.slice(3, 6)}-${b}${hex(random).slice(0, 4)}`;
}

/** Eight digits. */
const hex = (random: Random) =>
  Math.floor(random() * 2 ** 32)
    .toString(16)
    .padStart(8, "0");
