import { headers } from "next/headers";
import { getRequestConfig } from "next-intl/server";
import { catalogue } from "#messages/catalogue.ts";
import { localeOfBrowser } from "#messages/locale.ts";
import { currentActor } from "./session.ts";

/** How a request is answered: in the account's language, or the browser's before the sign-in. */
export default getRequestConfig(async () => {
  const actor = await currentActor();
  const locale = actor?.locale ?? localeOfBrowser((await headers()).get("accept-language"));
  return { locale, messages: catalogue[locale], timeZone: actor?.timeZone ?? "UTC" };
});
