import { expect, it } from "vitest";
import { drawable } from "./drawable.ts";

it.each([
  ["Anna, Bo and somebody new", "Anna, Bo and somebody new"],
  ["Zoë Łukasz Ñandú Ölçer", "Zoë Łukasz Ñandú Ölçer"],
  ["Zoe\u0308", "Zoë"],
  ["Ольга", "Ольга"],
  ["Anna 🌻", "Anna"],
  ["👩🏽‍🚒", ""],
  ["明美", ""],
  ["Anna 明美", ""],
  ["عمر", ""],
  ["", ""],
])("%j is drawn as %j", (text, drawn) => expect(drawable(text)).toBe(drawn));
