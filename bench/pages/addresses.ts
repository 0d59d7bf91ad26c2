import type { System } from "#e2e/system.ts";

/** Plain among the others: most often nobody filters. */
const PLAIN = 6;

/** Addresses of the timeline's first page: plain, and by every filter that there is. */
export async function timelineAddresses(
  { sql }: Pick<System, "sql">,
  householdId: string,
): Promise<string[]> {
  const column = async (text: string) =>
    (await sql<{ value: string }>(text, [householdId])).map(({ value }) => value);
  const cameras = await column("select id as value from cameras where household_id = $1");
  const people = await column(
    `select person_id as value from faces where household_id = $1
     group by person_id order by count(*) desc`,
  );
  // Who comes most, who comes least, and some between.
  const some = [0, 0.01, 0.1, 0.5, 0.9].map((share) => people[Math.floor(share * people.length)]);
  const [day] = await column(
    `select to_char(started_at, 'YYYY-MM-DD') as value from visits where household_id = $1
     order by started_at limit 1 offset 50000`,
  );
  const queries = [
    ...Array<string>(PLAIN).fill(""),
    ...[...some, people.at(-1)].map((id) => `person=${id}`),
    ...["familiar", "watchlist", "unknown"].map((category) => `category=${category}`),
    ...cameras.map((id) => `camera=${id}`),
    ...["recognised", "no_face", "no_recording", "camera_off", "late", "failed"].map(
      (outcome) => `outcome=${outcome}`,
    ),
    ...["from=22&until=6", "from=7&until=9", "from=3&until=4"],
    ...["q=anna", "q=garden+gate", "q=too+dark", "q=anna+terrace", "q=brandt", "q=nobody+such"],
    `day=${day}`,
    `category=unknown&camera=${cameras[7]}`,
    `category=watchlist&from=22&until=6`,
    `person=${people[0]}&camera=${cameras[7]}&day=${day}`,
    `outcome=failed&category=familiar`,
  ];
  return queries.map((query) => (query ? `/?${query}` : "/"));
}
