import { NextIntlClientProvider } from "next-intl";
import { renderToStaticMarkup } from "react-dom/server";
import { SWRConfig } from "swr";
import { expect, it } from "vitest";
import type { ReviewPage } from "#lib/review/types.ts";
import { catalogue } from "#messages/catalogue.ts";
import { AnswerQueueProvider } from "./answer-queue.tsx";
import { ReviewScreen } from "./review-screen.tsx";

it("says why no question comes, though the page that was asked for last is known", () => {
  const data: ReviewPage = { questions: [], left: { questions: 3, faces: 3 }, next: null };
  const error = new Error("You are signed out. Sign in again.");
  const known = new Map([["/api/review", { data, error }]]);
  const text = renderToStaticMarkup(
    <NextIntlClientProvider locale="en" messages={catalogue.en} timeZone="UTC">
      <SWRConfig value={{ provider: () => known }}>
        <AnswerQueueProvider accountId="anna">
          <ReviewScreen initial={data} />
        </AnswerQueueProvider>
      </SWRConfig>
    </NextIntlClientProvider>,
  );
  expect(text).toContain("You are signed out. Sign in again.");
});
