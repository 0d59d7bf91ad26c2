import { NextIntlClientProvider } from "next-intl";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import type { TimelineAddress } from "#lib/events/timeline/types.ts";
import { catalogue } from "#messages/catalogue.ts";
import { DayPicture } from "./day-picture.tsx";

const empty = (address: TimelineAddress) =>
  renderToStaticMarkup(
    <NextIntlClientProvider locale="en" messages={catalogue.en} timeZone="UTC">
      <DayPicture
        address={address}
        initialMarks={[]}
        now="2026-11-23T10:00:00Z"
        timeZone="UTC"
        onOpen={() => false}
      />
    </NextIntlClientProvider>,
  );

it("says that nobody came only where no filter may hide who did", () => {
  for (const address of [{}, { day: "2026-11-22" }])
    expect(empty(address)).toMatch(/: no visit<.+Nobody came\./);
  for (const address of [{ category: "watchlist" }, { day: "2026-11-22", q: "anna" }] as const) {
    expect(empty(address)).toMatch(/: no visit is like that<.+No visit is like that</);
    expect(empty(address)).not.toContain("Nobody came");
  }
});
