import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sharp from "sharp";
import { expect, it } from "vitest";
import { paintImage } from "#lib/faces/samples.ts";
import { encodeAligned, encodeCrop, readPhotograph, readPicture } from "./encode.ts";

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

it("reads a photograph that no frame is as large as, upright, and says so of one that is too large", async () => {
  const folder = await mkdtemp(join(tmpdir(), "kith-encode-"));
  const make = async (width: number, height: number) => {
    const blank = { width, height, channels: 3 as const, background: "grey" };
    const path = join(folder, `${width}.jpg`);
    await sharp({ create: blank }).jpeg().withMetadata({ orientation: 6 }).toFile(path);
    return path;
  };
  const read = await readPhotograph(await make(5712, 4284));
  expect([read.width, read.height]).toEqual([1440, 1920]);
  await expect(readPhotograph(await make(9000, 6000))).rejects.toMatchObject({
    reason: "too-many-pixels",
  });
  await rm(folder, { recursive: true });
});
