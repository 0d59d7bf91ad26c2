import type { Metadata } from "next";
import { OfflineScreen } from "#components/offline/offline-screen.tsx";

export const metadata: Metadata = { title: "Kith" };

/** What is shown where there is no connection. Its address is known to the service worker alone. */
export default function OfflinePage() {
  return <OfflineScreen />;
}
