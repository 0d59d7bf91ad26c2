import { useState } from "react";
import { Button } from "#components/ui/button.tsx";

/** The main act of an enrolment, under the thumb. */
export function SaveBar({
  words,
  disabled,
  onSave,
}: {
  words: string;
  disabled: boolean;
  onSave: () => Promise<void>;
}) {
  const [isSaving, setSaving] = useState(false);
  const save = async () => {
    setSaving(true);
    await onSave();
    setSaving(false);
  };
  return (
    <div className="sticky bottom-20 mt-6 rounded-2xl bg-ground pt-1 pb-1 pane:bottom-4">
      <Button
        look="main"
        className="w-full"
        disabled={disabled || isSaving}
        onClick={() => void save()}
      >
        {words}
      </Button>
    </div>
  );
}
