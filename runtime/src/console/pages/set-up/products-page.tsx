/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { AppError } from '../../../core/app-error.ts';
import type { ProductView } from '../../../flow/read/read-products.ts';
import { Banner } from '../../parts/banner.tsx';
import { FormErrors } from '../../parts/form/form-errors.tsx';
import { Layout } from '../../parts/layout.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import type { FormValues } from '../../read/read-form.ts';
import type { Ui } from '../../ui.ts';
import { ProductForm } from './product-form.tsx';
import { ProductTable } from './product-table.tsx';
import { versionLabels } from './version-fields.tsx';

type ProductsProps = {
  ui: Ui;
  products: readonly ProductView[];
  currencies: readonly string[];
  values: FormValues;
  isAdded: boolean;
  error?: AppError | undefined;
  fields: Readonly<Record<string, string>>;
};

/** The product master, newest first, and the form that adds to it by hand. */
export function ProductsPage({ ui, products, currencies, values, isAdded, error, fields }: ProductsProps) {
  const { title, product: texts } = ui.texts.setUp;
  return (
    <Layout ui={ui} title={texts.title} current="setUp">
      <div class="stack">
        <PageHead title={texts.title} lead={texts.lead} crumb={{ href: '/set-up', label: title }} />
        {isAdded ? (
          <Banner kind="done">
            <p>{texts.added}</p>
          </Banner>
        ) : null}
        <FormErrors ui={ui} error={error} fields={fields} labels={versionLabels(texts, currencies)} />
        <ProductTable ui={ui} products={products} />
        <ProductForm ui={ui} currencies={currencies} values={values} fields={fields} />
      </div>
    </Layout>
  );
}
