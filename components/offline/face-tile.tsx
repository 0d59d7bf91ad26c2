import Link from "next/link";
import type { ReactNode } from "react";
import { FacePicture } from "#components/people/face-picture.tsx";

/** Faces side by side. */
export const Tiles = ({ children }: { children: ReactNode }) => (
  <ul className="mt-4 grid grid-cols-[repeat(auto-fill,minmax(104px,1fr))] gap-x-2 gap-y-4">
    {children}
  </ul>
);

/** Somebody's face, with the name under it. */
export const FaceTile = ({
  personId,
  name,
  cropUrl,
}: {
  personId: string;
  name: string;
  cropUrl: string | null;
}) => (
  <li>
    <Link
      href={`/people/${personId}`}
      prefetch={false}
      className="flex flex-col items-center gap-2 rounded-card p-2 text-center hover:bg-sunken"
    >
      <FacePicture src={cropUrl} sizePx={96} loading="lazy" />
      <span className="w-full font-semibold wrap-anywhere">{name}</span>
    </Link>
  </li>
);
