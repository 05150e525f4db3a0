/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { ProductView } from '../../../flow/read/read-products.ts';
import { ListPrices } from '../../parts/list-price.tsx';
import type { Ui } from '../../ui.ts';

/** The products with their version that counts last. */
export function ProductTable({ ui, products }: { ui: Ui; products: readonly ProductView[] }) {
  const { product: texts, entity } = ui.texts.setUp;
  if (products.length === 0) return <p class="muted">{texts.none}</p>;
  return (
    <div class="grid-framed">
      <table class="grid grid-cards">
        <thead>
          <tr>
            <th scope="col">{texts.columns.sku}</th>
            <th scope="col">{texts.columns.name}</th>
            <th scope="col">{texts.columns.unit}</th>
            <th scope="col">{texts.columns.taxClass}</th>
            <th scope="col" class="number">
              {texts.columns.prices}
            </th>
          </tr>
        </thead>
        <tbody>
          {products.map(({ id, sku, name, versions }) => {
            const version = versions.at(-1);
            return (
              <tr>
                <td class="mono" data-label={texts.columns.sku}>
                  {sku}
                </td>
                <td data-label={texts.columns.name}>
                  <a href={`/set-up/products/${id}`}>{version?.names[ui.locale] ?? name}</a>
                </td>
                <td data-label={texts.columns.unit}>{version?.unit}</td>
                <td data-label={texts.columns.taxClass}>
                  {version === undefined ? '' : entity.taxClasses[version.taxClass]}
                </td>
                <td class="number" data-label={texts.columns.prices}>
                  <ListPrices ui={ui} version={version} />
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
