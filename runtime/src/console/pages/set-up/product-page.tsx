/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { AppError } from '../../../core/app-error.ts';
import type { ProductVersionView, ProductView } from '../../../flow/read/read-products.ts';
import { dateText } from '../../format/date-text.ts';
import { Banner } from '../../parts/banner.tsx';
import { FormErrors } from '../../parts/form/form-errors.tsx';
import { SubmitRow } from '../../parts/form/submit-row.tsx';
import { TextField } from '../../parts/form/text-field.tsx';
import { Layout } from '../../parts/layout.tsx';
import { ListPrices } from '../../parts/list-price.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import type { Ui } from '../../ui.ts';
import { VersionFields, type VersionFieldsProps, versionLabels } from './version-fields.tsx';

type ProductProps = VersionFieldsProps & {
  product: ProductView;
  isAdded: boolean;
  error?: AppError | undefined;
};

/** One product of the master: its versions with their days, and the form of the next one. */
export function ProductPage({ product, isAdded, error, ...form }: ProductProps) {
  const { ui, values, fields, currencies } = form;
  const { product: texts } = ui.texts.setUp;
  const name = product.versions.at(-1)?.names[ui.locale] ?? product.name;
  return (
    <Layout ui={ui} title={name} current="setUp">
      <div class="stack">
        <PageHead
          title={name}
          lead={texts.versionsLead(product.sku)}
          crumb={{ href: '/set-up/products', label: texts.title }}
        />
        {isAdded ? (
          <Banner kind="done">
            <p>{texts.versionAdded}</p>
          </Banner>
        ) : null}
        <FormErrors ui={ui} error={error} fields={fields} labels={versionLabels(texts, currencies)} />
        <Versions ui={ui} product={product} />
        <section class="block" aria-labelledby="title-version">
          <h2 id="title-version">{texts.nextTitle}</h2>
          <form class="form" method="post" action={`/set-up/products/${product.id}`}>
            <div class="form-grid">
              <TextField
                ui={ui}
                name="validFrom"
                type="date"
                value={values['validFrom'] ?? ''}
                error={fields['validFrom']}
                label={texts.validFrom}
                help={texts.validFromHelp}
                isRequired
              />
              <VersionFields {...form} />
            </div>
            <SubmitRow ui={ui} label={texts.nextSubmit} cancelHref="/set-up/products" />
          </form>
        </section>
      </div>
    </Layout>
  );
}

/** The versions, the newest first. */
function Versions({ ui, product }: { ui: Ui; product: ProductView }) {
  const { product: texts, entity } = ui.texts.setUp;
  if (product.versions.length === 0) return <p class="muted">{texts.noVersion}</p>;
  return (
    <div class="grid-framed">
      <table class="grid grid-cards">
        <thead>
          <tr>
            <th scope="col">{texts.columns.version}</th>
            <th scope="col">{texts.columns.days}</th>
            <th scope="col">{texts.columns.taxClass}</th>
            <th scope="col" class="number">
              {texts.columns.discount}
            </th>
            <th scope="col" class="number">
              {texts.columns.prices}
            </th>
            <th scope="col" class="number">
              {texts.columns.costs}
            </th>
          </tr>
        </thead>
        <tbody>
          {product.versions.toReversed().map((version) => (
            <tr>
              <td data-label={texts.columns.version}>{String(version.version)}</td>
              <td data-label={texts.columns.days}>{daysText(ui, version)}</td>
              <td data-label={texts.columns.taxClass}>{entity.taxClasses[version.taxClass]}</td>
              <td class="number" data-label={texts.columns.discount}>{`${version.maxDiscountPercent}%`}</td>
              <td class="number" data-label={texts.columns.prices}>
                <ListPrices ui={ui} version={version} />
              </td>
              <td class="number" data-label={texts.columns.costs}>
                <UnitCosts ui={ui} version={version} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const daysText = (ui: Ui, { validFrom, validTo }: ProductVersionView): string =>
  ui.texts.setUp.product.days(
    dateText(validFrom, ui.locale),
    validTo === null ? null : dateText(validTo, ui.locale),
  );

/** What one unit costs, a line for each currency. */
function UnitCosts({ ui, version }: { ui: Ui; version: ProductVersionView }) {
  const costs = Object.entries(version.costs ?? {});
  if (costs.length === 0) return <span class="muted">{ui.texts.setUp.product.noCost}</span>;
  return (
    <>
      {costs.map(([currency, cost]) => (
        <span class="under">{`${cost} ${currency}`}</span>
      ))}
    </>
  );
}
