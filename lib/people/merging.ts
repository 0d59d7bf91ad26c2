/** What tells somebody whom the household knows from somebody merely seen. */
export type Registered = { personId: string; name: string | null; category: string };

/**
 * Which of two people who turn out to be one goes on: who has a name before who has none, then who has a
 * category; of equals the first.
 */
export function survivorOf<Person extends Registered>(first: Person, second: Person): Person {
  return standing(second) > standing(first) ? second : first;
}

const standing = ({ name, category }: Registered) =>
  name !== null ? 2 : Number(category !== "unknown");
