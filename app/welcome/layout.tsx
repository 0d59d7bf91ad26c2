import { NextIntlClientProvider } from "next-intl";
import type { ReactNode } from "react";

/** The first steps lead through many parts of Kith, and need the words of all. */
export default function WelcomeLayout({ children }: { children: ReactNode }) {
  return <NextIntlClientProvider>{children}</NextIntlClientProvider>;
}
