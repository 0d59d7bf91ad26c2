import { orderOf, type PeopleOrder } from "#lib/people/order.ts";

/** The order in which people were asked for. */
export const orderIn = ({ url }: Request): PeopleOrder =>
  orderOf(new URL(url).searchParams.get("sort"));
