import { expect, it } from "vitest";
import { z } from "zod";
import { AppError, refusal, refusalKeyIn } from "./errors.ts";

it("tells the log in English what its key and values say", () => {
  const error = new AppError("invalid", "snoozeTooLong", { values: { days: 31 } });
  expect(error.message).toBe("A snooze ends within the next 31 days.");
  expect(error).toMatchObject({ key: "snoozeTooLong", values: { days: 31 } });
});

it("knows a schema's own words from those of Zod", () => {
  const schema = z.string().max(3, refusal("nameTooLong"));
  const keys = ["Wilhelmina", 7].map((input) =>
    refusalKeyIn(schema.safeParse(input).error?.issues[0]?.message ?? ""),
  );
  expect(keys).toEqual(["nameTooLong", undefined]);
});
