import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { InstallGuide } from "#components/install/install-guide.tsx";
import { BackLink } from "#components/ui/back-link.tsx";

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations("install"))("title"),
});

export default async function InstallPage() {
  const [t, settings] = await Promise.all([
    getTranslations("install"),
    getTranslations("settings"),
  ]);
  return (
    <div className="mx-auto max-w-[720px]">
      <BackLink href="/settings">{settings("title")}</BackLink>
      <h1 className="px-1 text-display font-semibold">{t("title")}</h1>
      <p className="mb-4 px-1 text-pretty text-muted">{t("why")}</p>
      <InstallGuide />
    </div>
  );
}
