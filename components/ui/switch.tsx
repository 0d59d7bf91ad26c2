import { Switch as Radix } from "radix-ui";

/** An on/off switch with a 48 px target. */
export const Switch = ({
  checked,
  disabled,
  label,
  onChange,
}: {
  checked: boolean;
  disabled?: boolean;
  label: string;
  onChange: (checked: boolean) => void;
}) => (
  <Radix.Root
    checked={checked}
    disabled={disabled ?? false}
    onCheckedChange={onChange}
    aria-label={label}
    className="group flex h-12 w-14 shrink-0 items-center rounded-full disabled:opacity-50"
  >
    <span className="flex h-8 w-14 items-center rounded-full border-2 border-muted bg-sunken px-0.5 transition-colors group-data-[state=checked]:border-accent group-data-[state=checked]:bg-accent">
      <Radix.Thumb className="block size-6 rounded-full bg-muted transition-transform data-[state=checked]:translate-x-6 data-[state=checked]:bg-on-accent" />
    </span>
  </Radix.Root>
);
