import { NextIntlClientProvider } from "next-intl";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import { catalogue } from "#messages/catalogue.ts";
import { LOCALES } from "#messages/locale.ts";
import { PageFailure } from "./page-failure.tsx";

it.each(LOCALES)(
  "a page that cannot be made says what happened and what to do, in %s",
  (locale) => {
    const markup = renderToStaticMarkup(
      <NextIntlClientProvider locale={locale} messages={catalogue[locale]} timeZone="UTC">
        <PageFailure digest="2718281828" />
      </NextIntlClientProvider>,
    );
    const { title, about, advice, again } = catalogue[locale].shell.error;
    for (const words of [title, about, advice, again, "2718281828"])
      expect(markup.replaceAll("&#x27;", "'")).toContain(words);
  },
);
