/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { ProductVersionView } from '../../flow/read/read-products.ts';
import type { Ui } from '../ui.ts';

type ListPricesProps = { ui: Ui; version: ProductVersionView | undefined };

/** The list prices of a version: a line for each currency, or for each tier of it. */
export function ListPrices({ ui, version }: ListPricesProps) {
  const { product: texts } = ui.texts.setUp;
  if (version === undefined) return null;
  return (
    <>
      {Object.entries(version.prices).flatMap(([currency, price]) => {
        const tiers = version.tiers[currency];
        if (tiers === undefined) return <span class="under">{`${price} ${currency}`}</span>;
        return [
          <span class="under">{texts.models[tiers.model]}</span>,
          ...tiers.tiers.map(({ upTo, unitPrice, flatFee }) => (
            <span class="under">
              {texts.tier(upTo, `${unitPrice} ${currency}`)}
              {flatFee === undefined ? '' : ` + ${flatFee}`}
            </span>
          )),
        ];
      })}
    </>
  );
}
