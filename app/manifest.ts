import type { MetadataRoute } from "next";

const icon = (size: number, purpose: "any" | "maskable") => ({
  src: `/icons/${purpose === "any" ? "icon" : "maskable"}-${size}.png`,
  sizes: `${size}x${size}`,
  type: "image/png",
  purpose,
});

export default function manifest(): MetadataRoute.Manifest {
  return {
    id: "/",
    name: "Kith",
    short_name: "Kith",
    description: "Who is at the door.",
    start_url: "/",
    scope: "/",
    display: "standalone",
    background_color: "#f8f6f2",
    theme_color: "#f8f6f2",
    icons: [icon(192, "any"), icon(512, "any"), icon(512, "maskable")],
  };
}
