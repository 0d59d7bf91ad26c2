import { Switch } from "#components/ui/switch.tsx";
import { type MotionClass, motionClasses } from "#lib/cameras/types.ts";
import { classWords } from "./camera-words.ts";

/** Which of Ring's motion classes are looked at. */
export const ClassSwitches = ({
  ignored,
  onChange,
}: {
  ignored: readonly MotionClass[];
  onChange: (ignored: MotionClass[], toggled: MotionClass) => void;
}) => (
  <ul className="divide-y divide-line">
    {motionClasses.map((each) => {
      const { name, meaning } = classWords[each];
      const others = ignored.filter((known) => known !== each);
      return (
        <li key={each} className="flex items-center justify-between gap-4 py-1">
          <span>
            <span className="block font-medium">{name}</span>
            <span className="block text-small text-muted">{meaning}</span>
          </span>
          <Switch
            label={`Look at: ${name}`}
            checked={!ignored.includes(each)}
            onChange={(looked) => onChange(looked ? others : [...others, each], each)}
          />
        </li>
      );
    })}
  </ul>
);
