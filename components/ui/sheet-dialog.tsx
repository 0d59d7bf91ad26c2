"use client";
import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import { Dialog } from "radix-ui";
import type { ReactNode } from "react";

/** A question in front of the page: at the bottom of a phone, in the middle of a wider screen. */
export const SheetDialog = ({
  title,
  children,
  onClose,
}: {
  title: string;
  children: ReactNode;
  onClose: () => void;
}) => (
  <Dialog.Root open onOpenChange={(isOpen) => !isOpen && onClose()}>
    <Dialog.Portal>
      <Dialog.Overlay className="fixed inset-0 z-40 animate-fade bg-black/40" />
      <Dialog.Content
        aria-describedby={undefined}
        className="fixed inset-x-0 bottom-0 z-40 flex max-h-[85dvh] flex-col rounded-t-card bg-card p-4 pb-6 shadow-card outline-none sm:inset-x-auto sm:top-1/2 sm:bottom-auto sm:left-1/2 sm:w-[440px] sm:-translate-x-1/2 sm:-translate-y-1/2 sm:rounded-card"
      >
        <div className="mb-2 flex items-center justify-between gap-3">
          <Dialog.Title className="min-w-0 text-title font-semibold wrap-anywhere">
            {title}
          </Dialog.Title>
          <Dialog.Close
            aria-label={useTranslations("ui")("close")}
            className="-mr-2 flex size-12 shrink-0 items-center justify-center rounded-full hover:bg-sunken"
          >
            <X aria-hidden size={20} strokeWidth={1.75} />
          </Dialog.Close>
        </div>
        <div className="-mx-2 min-h-0 overflow-y-auto px-2 pb-1">{children}</div>
      </Dialog.Content>
    </Dialog.Portal>
  </Dialog.Root>
);
