import { ChevronLeft } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { requireActor } from "#app/_server/session.ts";
import { AiNotice } from "#components/ai-notice/ai-notice.tsx";
import { buttonClasses } from "#components/ui/button.tsx";
import { standardModelFacts } from "#lib/models/offers.ts";

export const metadata: Metadata = { title: "What the recognition can and cannot do" };

export default async function AiNoticePage() {
  await requireActor();
  return (
    <div className="mx-auto max-w-[720px]">
      <Link href="/settings" className={buttonClasses("plain", "-ml-3 mb-1 pl-2")}>
        <ChevronLeft aria-hidden size={20} strokeWidth={1.75} />
        Settings
      </Link>
      <h1 className="mb-5 px-1 text-display font-semibold">
        What the recognition can and cannot do
      </h1>
      <AiNotice models={standardModelFacts()} />
    </div>
  );
}
