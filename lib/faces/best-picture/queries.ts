import { Prisma } from "#prisma/generated/client.ts";

/**
 * In SQL, a table `best` with the `crop_key` of the best face of `people p` that has a picture, if any,
 * to be joined on true. An index holds a person's faces by quality: nothing is sorted.
 */
export const bestPicture = Prisma.sql`lateral (
  select f.crop_key from faces f
  where f.person_id = p.id and f.is_face and f.crop_key is not null
  order by f.quality desc limit 1
) as best`;
