"use client";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import type { SetOffer } from "#lib/models/types.ts";

type SetChoiceProps = { offer: SetOffer; use: () => void; pending: boolean };

/** Sets out for a set, after saying what that means where something has to be downloaded. */
export function SetChoice({ offer, use, pending }: SetChoiceProps) {
  const [isAsking, setIsAsking] = useState(false);
  if (!isAsking)
    return (
      <Button className="mt-4" onClick={() => setIsAsking(true)}>
        Use {offer.title}…
      </Button>
    );
  return (
    <form action={use} className="mt-4 space-y-3 rounded-card bg-sunken p-4">
      <p className="font-semibold">Let {offer.title} decide?</p>
      <p className="text-pretty">{downloadWords(offer)}</p>
      <p className="text-pretty">
        Then every face that is stored is looked at again, which takes a while. Until all are done
        the present one goes on deciding, and you can go back at any time.
      </p>
      <div className="flex flex-wrap gap-2">
        <Button type="submit" look="main" disabled={pending}>
          {offer.downloadMegabytes > 0 ? "I accept the licence: use it" : "Use it"}
        </Button>
        <Button look="plain" onClick={() => setIsAsking(false)}>
          Leave it
        </Button>
      </div>
    </form>
  );
}

function downloadWords({ downloadMegabytes, embedders, publisher }: SetOffer): string {
  if (downloadMegabytes === 0) return "Nothing has to be downloaded.";
  const licences = embedders.map(({ licence }) => licence).join(", ");
  return publisher
    ? `Its licence is ${licences}. It has ${downloadMegabytes} MB, and Kith knows no address of it: get it from ${publisher} and put it into the folder of the models. Nothing but exactly the known file is used.`
    : `Its licence is ${licences}. ${downloadMegabytes} MB are downloaded, and nothing of it is used before it is proven to be exactly the known file.`;
}
