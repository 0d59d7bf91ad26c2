import { unstable_rethrow } from "next/navigation";
import { getRequestConfig } from "next-intl/server";
import { catalogue } from "#messages/catalogue.ts";
import { visitorsClock, visitorsLocale } from "./language.ts";
import { currentActor } from "./session.ts";

/** How a request is answered: in the account's language and by its clock, or the browser's before the sign-in. */
export default getRequestConfig(async () => {
  // Whatever ails the database, what is said of it needs words too.
  const actor = await currentActor().catch((error: unknown) => {
    unstable_rethrow(error);
    return null;
  });
  const locale = actor?.locale ?? (await visitorsLocale());
  const clock = actor?.clock ?? (await visitorsClock());
  const { time, ...messages } = catalogue[locale];
  // The clock is one of the words, so that page and browser tell the same times.
  return {
    ...{ locale, messages: { ...messages, time: { ...time, clock } } },
    timeZone: actor?.timeZone ?? "UTC",
  };
});
