import type { MetadataRoute } from "next";
import { getTranslations } from "next-intl/server";

const icon = (size: number, purpose: "any" | "maskable") => ({
  src: `/icons/${purpose === "any" ? "icon" : "maskable"}-${size}.png`,
  sizes: `${size}x${size}`,
  type: "image/png",
  purpose,
});

const shortcut = (name: string, place: "timeline" | "review", url: string) => ({
  ...{ name, url },
  icons: [{ src: `/icons/${place}-96.png`, sizes: "96x96", type: "image/png" }],
});

export default async function manifest(): Promise<MetadataRoute.Manifest> {
  const t = await getTranslations("shell");
  return {
    id: "/",
    name: "Kith",
    short_name: "Kith",
    description: t("description"),
    start_url: "/",
    scope: "/",
    display: "standalone",
    background_color: "#f8f6f2",
    theme_color: "#f8f6f2",
    icons: [icon(192, "any"), icon(512, "any"), icon(512, "maskable")],
    shortcuts: [
      shortcut(t("review"), "review", "/review"),
      shortcut(t("timeline"), "timeline", "/"),
    ],
  };
}
