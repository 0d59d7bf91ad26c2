import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["**/*.test.ts", "**/*.test.tsx"],
    exclude: ["node_modules/**", ".next/**", "data/**"],
    // Non-UTC and not a whole hour: code that forgets a time zone fails here first.
    globalSetup: "lib/testing/global-setup.ts",
    env: { TZ: "Asia/Kathmandu" },
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
});
