import sharp from "sharp";
import { expect, it } from "vitest";
import { paintImage } from "#lib/faces/samples.ts";
import { encodeAligned, encodeCrop, readPicture } from "./encode.ts";

const picture = (side: number) => paintImage(side, side, (x, y) => [x % 256, y % 256, 7]);

it("keeps every pixel of aligned faces, one below the other", async () => {
  const [best, next] = [picture(112), paintImage(112, 112, () => [1, 2, 3])];
  const decoded = await readPicture(await encodeAligned([best, next]));
  expect([decoded.width, decoded.height]).toEqual([112, 224]);
  expect(Buffer.compare(Buffer.from(decoded.data), Buffer.concat([best.data, next.data]))).toBe(0);
});

it("stores crops as JPEG of at most 512 px and never enlarges them", async () => {
  expect(await sharp(await encodeCrop(picture(800))).metadata()).toMatchObject({
    format: "jpeg",
    width: 512,
    height: 512,
  });
  expect(await sharp(await encodeCrop(picture(60))).metadata()).toMatchObject({ width: 60 });
});

it("gives up for good on what is no picture, and on one that would fill the memory", async () => {
  const bomb = { width: 9000, height: 9000, channels: 3 as const, background: "black" };
  for (const bytes of [Buffer.from("nothing"), await sharp({ create: bomb }).png().toBuffer()])
    await expect(readPicture(bytes)).rejects.toMatchObject({ reason: "not-a-picture" });
});
