import Link from "next/link";
import type { ComponentProps } from "react";
import { TellPressed } from "#components/shell/coming-page.tsx";

type PersonLinkProps = { personId: string } & Omit<
  ComponentProps<typeof Link>,
  "href" | "prefetch"
>;

/** Leads to somebody's page. */
export const PersonLink = ({ personId, children, ...rest }: PersonLinkProps) => (
  <Link href={`/people/${personId}`} prefetch={false} {...rest}>
    {children}
    <TellPressed place="person" />
  </Link>
);
