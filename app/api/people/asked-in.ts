import { z } from "zod";
import { MAX_NAME_LENGTH } from "#lib/name-length.ts";
import { orderOf, type PeopleOrder } from "#lib/people/order.ts";

const soughtSchema = z.string().max(MAX_NAME_LENGTH).catch("");

/** The order in which people are asked for, and the name that is sought; "" where none is. */
export function askedIn({ url }: Request): { order: PeopleOrder; sought: string } {
  const { searchParams } = new URL(url);
  return {
    order: orderOf(searchParams.get("sort")),
    sought: soughtSchema.parse(searchParams.get("name")),
  };
}
