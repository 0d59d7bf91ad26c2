import type { ReactNode } from "react";
import { Card } from "#components/ui/card.tsx";
import { LookAlikePlot } from "./look-alike-plot.tsx";

/** A model as the notice names it. */
export type NamedModel = { name: string; use: string; licence: string; attribution: string };

/** What the recognition does, what it cannot do, and what the household owes to those it films. */
export const AiNotice = ({ models }: { models: readonly NamedModel[] }) => (
  <div className="space-y-4">
    <Card title="What it does">
      <Points>
        <li>Looks for faces in what your cameras record and compares them with each other.</li>
        <li>
          Says a name only of people whom <em>you</em> have named, and only when it is sure. When it
          is not, it asks. Everybody else stays without a name.
        </li>
        <li>
          Judges nobody: no mood, no character, no age, no origin. It is no lock and no witness. Do
          not open a door because Kith said a name.
        </li>
      </Points>
    </Card>
    <Card title="Where it is kept">
      <Points>
        <li>
          Everything is looked at on the machines that you run and kept in the store that you have
          chosen. No picture and nothing computed from a face goes to anybody else, and nothing of
          yours trains a model.
        </li>
        <li>
          Each face is kept as a small picture and as a list of numbers, which belongs to this
          household alone. Both are biometric data.
        </li>
        <li>
          Every name, and every “not this person”, is kept in the history of a person. Having
          somebody forgotten erases their faces, pictures and name. Ending the link with Ring erases
          what it brought.
        </li>
      </Points>
    </Card>
    <Card title="Whom it cannot tell apart">
      <LookAlikePlot />
      <p className="mt-3 text-small text-pretty text-muted">
        Measured on 13 322 photographs of people aged 2 to 80, mostly of East Asian origin, with the
        main recogniser that Kith starts with, at the likeness from which it starts to say names.
        Fewer is better.
      </p>
      <Points className="mt-4">
        <li>
          <b>Small children</b> look alike to it. Switch on “A child” on their page: then they are
          never named by their face alone, Kith asks.
        </li>
        <li>
          <b>People of another origin</b> than those it was trained with are taken for each other
          sixteen times as often as the usual tests of such models suggest, and among{" "}
          <b>old people</b> that is several times as frequent again.
        </li>
        <li>
          <b>Relatives and twins.</b> Whoever resembles another of your people is named later, or
          only asked about. Twins cannot be told apart.
        </li>
        <li>
          <b>Cats and dogs</b> are sometimes taken for faces: about one picture in six before Kith
          checks again.
        </li>
        <li>
          <b>Darkness and infrared, masks, hats, sunglasses</b>, a face turned away or smaller than
          a thumbnail: people become “somebody new” more often than somebody else.
        </li>
        <li>
          <b>A printed photograph</b> or a screen may pass for a face. Kith only notes a suspicion;
          do not rely on it.
        </li>
      </Points>
    </Card>
    <Card title="What is yours to do">
      <Points>
        <li>
          <b>Tell people that they are filmed and recognised</b>, by a sign at the door and by
          saying so to those who live with you and come often.
        </li>
        <li>
          <b>Know your law.</b> In many places a face’s numbers may be kept only with consent, above
          all of neighbours, staff and children; elsewhere recognition at a shared entrance or of
          the street is forbidden. This page is no legal advice.
        </li>
        <li>
          Point cameras at your own ground, draw privacy zones over what is not, and name only
          people who know it.
        </li>
        <li>
          Answer when Kith asks, and say “not this person” when it is wrong: that is how it learns
          whom it may not confuse.
        </li>
      </Points>
    </Card>
    <Card title="The models">
      <p className="text-pretty text-muted">They run unchanged on your machine.</p>
      <ul className="mt-3 space-y-3">
        {models.map(({ name, use, licence, attribution }) => (
          <li key={name}>
            <p>
              <span className="font-medium">{name}</span>{" "}
              <span className="text-small text-muted">
                {use} · {licence}
              </span>
            </p>
            <p className="text-small text-pretty text-muted">{attribution}</p>
          </li>
        ))}
      </ul>
    </Card>
  </div>
);

const Points = ({ children, className = "" }: { children: ReactNode; className?: string }) => (
  <ul className={`list-disc space-y-2 pl-5 text-pretty marker:text-muted ${className}`}>
    {children}
  </ul>
);
