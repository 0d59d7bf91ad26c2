import { expect, it } from "vitest";
import { filesIn, picturesIn } from "./kept-copy.ts";

it("finds every picture that an answer names once, and no recording", () => {
  const face = "/api/media/households/1/faces/2.jpg";
  const other = "/api/media/households/1/faces/a=b_3.webp";
  const body = { cropUrl: face, again: face, best: [other], clip: "/api/media/households/1/4.mp4" };
  expect(picturesIn(JSON.stringify(body))).toEqual([face, other]);
});

it("finds the scripts and styles of a page, also those that only its data names", () => {
  const html = `<script src="/_next/static/chunks/a~1.js"></script>
    <link href="/_next/static/chunks/b.css?x=1" rel="stylesheet">
    <script>push([1,"3:I[5,[\\"/_next/static/chunks/c.js\\"],\\"X\\"]"])</script>`;
  expect(filesIn(html)).toEqual([
    "/_next/static/chunks/a~1.js",
    "/_next/static/chunks/b.css",
    "/_next/static/chunks/c.js",
  ]);
});
