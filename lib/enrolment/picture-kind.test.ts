import { expect, it } from "vitest";
import { pictureKind } from "./picture-kind.ts";

const file = (...parts: (string | number)[]) =>
  new Uint8Array(
    Buffer.concat(parts.map((part) => Buffer.from(typeof part === "string" ? part : [part]))),
  );

it.each([
  ["a JPEG", file(0xff, 0xd8, 0xff, 0xe1, "Exif"), "jpeg"],
  ["a PNG", file(0x89, "PNG\r\n", 0x1a, "\n"), "png"],
  ["what an iPhone takes", file(0, 0, 0, 0x24, "ftypheic"), "heic"],
  ["a film", file(0, 0, 0, 0x18, "ftypmp42"), null],
  ["a page that is called a picture", file("<svg xmlns="), null],
  ["nothing at all", file(), null],
])("knows %s by its first bytes", (_, bytes, kind) => {
  expect(pictureKind(bytes)).toBe(kind);
});
