import { unstable_rethrow } from "next/navigation";
import { getRequestConfig } from "next-intl/server";
import { catalogue } from "#messages/catalogue.ts";
import { visitorsLocale } from "./language.ts";
import { currentActor } from "./session.ts";

/** How a request is answered: in the account's language, or the browser's before the sign-in. */
export default getRequestConfig(async () => {
  // Whatever ails the database, what is said of it needs words too.
  const actor = await currentActor().catch((error: unknown) => {
    unstable_rethrow(error);
    return null;
  });
  const locale = actor?.locale ?? (await visitorsLocale());
  return { locale, messages: catalogue[locale], timeZone: actor?.timeZone ?? "UTC" };
});
