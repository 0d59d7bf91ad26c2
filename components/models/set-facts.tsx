import type { ModelFact, SetOffer } from "#lib/models/types.ts";

/** What a set is: in a sentence, how good, and each of its models with licence and size. */
export const SetFacts = ({ offer }: { offer: SetOffer }) => (
  <div className="space-y-3">
    <p className="text-pretty">{offer.summary}</p>
    <p className="text-pretty">
      {offer.accuracy}
      {!offer.isTried && (
        <strong className="font-semibold"> It was not tried by us: it may not work at all.</strong>
      )}
    </p>
    <ModelFacts models={offer.embedders} />
  </div>
);

type ListedModel = ModelFact & { share?: number };

/** Models with what they do, licence, size and makers. */
export const ModelFacts = ({ models }: { models: readonly ListedModel[] }) => (
  <ul className="divide-y divide-line">
    {models.map(({ name, use, licence, attribution, megabytes, share }) => (
      <li key={name} className="py-3 first:pt-0 last:pb-0">
        <p className="font-medium break-words">{name}</p>
        <p className="text-small text-muted tabular-nums">
          {[
            use,
            share !== undefined && share < 1 && `${Math.round(share * 100)} % of the decision`,
            `licence: ${licence}`,
            `${megabytes} MB`,
          ]
            .filter(Boolean)
            .join(" · ")}
        </p>
        <p className="text-small text-pretty text-muted">{attribution}</p>
      </li>
    ))}
  </ul>
);
