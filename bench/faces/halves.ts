import { createHash } from "node:crypto";

/** The people that constants were tuned on, and those that figures are reported on. */
export type Half = "tuning" | "reporting";

/** Which half a person belongs to, by a hash of the name: the same wherever and whenever it is asked. */
export function halfOf(person: string): Half {
  const [first = 0] = createHash("sha256").update(person).digest();
  return first % 2 === 0 ? "tuning" : "reporting";
}

/** The people that a measure counts. */
export type Among = (person: string) => boolean;

export const everybody: Among = () => true;
export const amongHalf =
  (half: Half): Among =>
  (person) =>
    halfOf(person) === half;
