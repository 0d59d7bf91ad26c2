import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";
import { orderOf, type PeopleOrder, peopleOrders } from "#lib/people/order.ts";

/** Says by what people are sorted, in the address: it stays on the way back from somebody's page. */
export function OrderField({ order }: { order: PeopleOrder }) {
  const t = useTranslations("people.order");
  const path = usePathname();
  return (
    <label className="flex items-center gap-2 px-1 text-small text-muted">
      {t("label")}
      <select
        value={order}
        onChange={({ target: { value } }) => {
          const isUsual = orderOf(value) === peopleOrders[0];
          history.replaceState(null, "", isUsual ? path : `${path}?sort=${value}`);
        }}
        className="min-h-12 rounded-xl bg-sunken px-3 text-[16px] font-medium text-ink"
      >
        {peopleOrders.map((each) => (
          <option key={each} value={each}>
            {t(each)}
          </option>
        ))}
      </select>
    </label>
  );
}
