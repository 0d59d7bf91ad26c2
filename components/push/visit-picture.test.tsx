import { ImageResponse } from "next/og.js";
import { afterEach, expect, it, vi } from "vitest";
import { drawable } from "./drawable.ts";
import { PICTURE_SIZE, VisitPicture } from "./visit-picture.tsx";

afterEach(() => vi.restoreAllMocks());

/** One grey pixel. */
const FACE =
  "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==";

async function draw(title: string): Promise<{ bytes: Buffer; fetched: string[] }> {
  const fetching = vi.spyOn(globalThis, "fetch");
  const told = { category: "watchlist", categoryName: "Watchlist", place: title } as const;
  const picture = new ImageResponse(
    <VisitPicture {...told} faceSource={FACE} title={title} />,
    PICTURE_SIZE,
  );
  const bytes = Buffer.from(await picture.arrayBuffer());
  const fetched = fetching.mock.calls.map(([address]) => String(address).slice(0, 40));
  return { bytes, fetched: fetched.filter((address) => !address.startsWith("data:")) };
}

it("is drawn two to one, without fetching anything, whatever the name is written in", async () => {
  for (const title of ["Zoë Łukasz", "Ольга", "明美", "عمر", "Anna 🌻", "👩🏽‍🚒", ""]) {
    const { bytes, fetched } = await draw(title);
    expect([bytes.readUInt32BE(16), bytes.readUInt32BE(20)]).toEqual([720, 360]);
    expect(fetched).toEqual([]);
  }
});

it("has every sign in its font that it takes for drawable", async () => {
  const codes = Array.from({ length: 0x3000 }, (_, code) => code);
  const signs = codes.map((code) => String.fromCodePoint(code)).filter((sign) => drawable(sign));
  expect(signs.length).toBeGreaterThan(400);
  // A few at a time: what does not fit into the picture is not drawn.
  for (let from = 0; from < signs.length; from += 40)
    expect((await draw(signs.slice(from, from + 40).join(""))).fetched).toEqual([]);
});
