import type { Metadata, Viewport } from "next";
import { connection } from "next/server";
import { NextIntlClientProvider } from "next-intl";
import { getLocale, getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { splashScreens } from "./_server/splash-screens.ts";
import { wordsOf } from "./_server/words.tsx";
import "./globals.css";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("shell");
  return {
    title: { default: "Kith", template: "%s · Kith" },
    description: t("description"),
    robots: { index: false, follow: false },
    icons: { icon: "/icons/icon.svg", apple: "/icons/icon-180.png" },
    appleWebApp: {
      capable: true,
      title: "Kith",
      statusBarStyle: "default",
      startupImage: splashScreens,
    },
  };
}

export const viewport: Viewport = {
  width: "device-width",
  initialScale: 1,
  viewportFit: "cover",
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#f8f6f2" },
    { media: "(prefers-color-scheme: dark)", color: "#110f0d" },
  ],
};

export default async function RootLayout({ children }: { children: ReactNode }) {
  // Rendered for each request, since the script policy has a nonce for each.
  await connection();
  // Most pages say more: see `layoutWithWords`.
  const words = await wordsOf(["account", "shell", "signIn", "ui"]);
  return (
    <html lang={await getLocale()}>
      <body className="min-h-dvh bg-ground text-body text-ink">
        <NextIntlClientProvider messages={words}>{children}</NextIntlClientProvider>
      </body>
    </html>
  );
}
