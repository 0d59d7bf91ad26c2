import type { NextConfig } from "next";
import createNextIntlPlugin from "next-intl/plugin";

/** Sent with every answer. The script policy needs a nonce for each request, so `proxy.ts` sends it. */
const securityHeaders = [
  { key: "X-Content-Type-Options", value: "nosniff" },
  { key: "X-Frame-Options", value: "DENY" },
  { key: "Referrer-Policy", value: "same-origin" },
  { key: "Permissions-Policy", value: "camera=(), microphone=(), geolocation=()" },
  { key: "Cross-Origin-Opener-Policy", value: "same-origin" },
];

const config: NextConfig = {
  poweredByHeader: false,
  reactStrictMode: true,
  // Ring does not follow redirects: a trailing slash on the webhook must not become a 308.
  skipTrailingSlashRedirect: true,
  serverExternalPackages: [
    "@node-rs/argon2",
    "@prisma/adapter-pg",
    "@prisma/client",
    "@aws-sdk/client-s3",
    "graphile-worker",
    "nodemailer",
    "pg",
    "pino",
    "web-push",
  ],
  turbopack: {
    // Pages get messages that are parsed already, and no parser of messages.
    resolveAlias: {
      "use-intl/format-message":
        "./node_modules/use-intl/dist/esm/production/format-message/format-only.js",
    },
    rules: {
      "*.json": {
        condition: { path: /messages\/(?:en|de|es)\// },
        as: "*.json",
        loaders: [
          "./app/_server/message-loader.mjs",
          {
            loader: "next-intl/extractor/catalogLoader",
            options: { messages: { format: "json", precompile: true } },
          },
        ],
      },
    },
  },
  // Types are checked by `npm run check`; a first start should not wait for them again.
  typescript: { ignoreBuildErrors: true },
  headers: async () => [
    { source: "/:path*", headers: securityHeaders },
    {
      source: "/sw.js",
      headers: [
        {
          key: "Content-Security-Policy",
          value: "default-src 'none'; connect-src 'self'; img-src 'self'",
        },
      ],
    },
  ],
};

export default createNextIntlPlugin("./app/_server/messages.ts")(config);
