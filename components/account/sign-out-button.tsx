"use client";
import { LogOut } from "lucide-react";
import { signOut } from "next-auth/react";
import { Button } from "#components/ui/button.tsx";

/** Ends the session on this device. */
export const SignOutButton = () => (
  <Button onClick={() => void signOut({ callbackUrl: "/sign-in" })}>
    <LogOut aria-hidden size={20} strokeWidth={1.75} />
    Sign out
  </Button>
);
