import { useTranslations } from "next-intl";
import { Switch } from "#components/ui/switch.tsx";
import { type MotionClass, motionClasses } from "#lib/cameras/types.ts";

/** Which of Ring's motion classes are looked at. */
export function ClassSwitches({
  ignored,
  onChange,
}: {
  ignored: readonly MotionClass[];
  onChange: (ignored: MotionClass[], toggled: MotionClass) => void;
}) {
  const t = useTranslations("cameras.classes");
  return (
    <ul className="divide-y divide-line">
      {motionClasses.map((each) => {
        const name = t(`${each}.name`);
        const others = ignored.filter((known) => known !== each);
        return (
          <li key={each} className="flex items-center justify-between gap-4 py-1">
            <span>
              <span className="block font-medium">{name}</span>
              <span className="block text-small text-muted">{t(`${each}.meaning`)}</span>
            </span>
            <Switch
              label={t("look", { name })}
              checked={!ignored.includes(each)}
              onChange={(looked) => onChange(looked ? others : [...others, each], each)}
            />
          </li>
        );
      })}
    </ul>
  );
}
