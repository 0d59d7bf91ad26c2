import type { Metadata } from "next";
import { requireActor } from "#app/_server/session.ts";
import { ModelsView } from "#components/models/models-view.tsx";
import { BackLink } from "#components/ui/back-link.tsx";
import { modelsOverview } from "#lib/models/queries.ts";
import { choose } from "./actions.ts";

export const metadata: Metadata = { title: "Models" };

export default async function ModelsPage() {
  const actor = await requireActor();
  return (
    <div className="mx-auto max-w-[720px]">
      <BackLink href="/settings">Settings</BackLink>
      <h1 className="mb-5 px-1 text-display font-semibold">Models</h1>
      <ModelsView
        overview={await modelsOverview(actor, new Date())}
        choose={actor.role === "owner" ? choose : null}
      />
    </div>
  );
}
