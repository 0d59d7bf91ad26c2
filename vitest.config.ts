import { defineConfig } from "vitest/config";

const shared = {
  // Non-UTC and not a whole hour: code that forgets a time zone fails here first.
  env: { TZ: "Asia/Kathmandu", LOG_LEVEL: "silent" },
  exclude: ["node_modules/**", ".next/**", "data/**"],
  hookTimeout: 400_000,
  // A machine with other work takes longer than the second that is the default.
  expect: { poll: { timeout: 10_000 } },
};

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          ...shared,
          name: "parts",
          include: ["**/*.test.ts", "**/*.test.tsx"],
          globalSetup: "e2e/parts-setup.ts",
          testTimeout: 60_000,
          // Left to itself vitest spares a core: half of all there is where there are two.
          maxWorkers: "100%",
          sequence: { groupOrder: 1 },
        },
      },
      {
        // The built app, a worker and a Postgres each, which wait for one another half of the time.
        test: {
          ...shared,
          name: "whole",
          include: ["e2e/**/*.spec.ts"],
          globalSetup: "e2e/global-setup.ts",
          maxWorkers: 2,
          testTimeout: 240_000,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
});
