/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import { AppError } from '../../../core/app-error.ts';
import { todayIn } from '../../../core/civil-date.ts';
import { authorise } from '../../../flow/context.ts';
import { listEntities } from '../../../flow/read/list-entities.ts';
import { listProducts } from '../../../flow/read/read-products.ts';
import { addProduct } from '../../../flow/setup/add-product.ts';
import { CreateProductInput } from '../../../flow/setup/create-product.ts';
import { statusOf } from '../../answer-error.tsx';
import { answerPage } from '../../answer-page.ts';
import type { Console, ConsoleContext } from '../../console-env.ts';
import { ProductsPage } from '../../pages/set-up/products-page.tsx';
import { fieldErrors, refusedFields } from '../../read/field-errors.ts';
import { productFieldOf, readVersionForm } from '../../read/product-form.ts';
import { type FormValues, readForm } from '../../read/read-form.ts';
import { uiOf } from '../../ui-of.ts';
import { viewerOf } from '../../viewer-of.ts';

const PRODUCTS_SHOWN = 50;

type Shown = { values: FormValues; error?: AppError; fields?: Record<string, string> };

/** Answers with the product master and the form that adds to it. */
export async function showProducts(
  c: ConsoleContext,
  parts: Console,
  { values, error, fields }: Shown = {
    values: { unit: 'EA', taxClass: 'standard', maxDiscountPercent: '10' },
  },
): Promise<Response> {
  const ctx = viewerOf(c);
  authorise(ctx, 'admin');
  const products = await listProducts({ ctx, input: { limit: PRODUCTS_SHOWN } });
  const currencies = currenciesOf(await listEntities({ ctx }));
  const isWrong = fields !== undefined && Object.keys(fields).length > 0;
  return answerPage(
    c,
    <ProductsPage
      ui={uiOf(c, parts, '/set-up/products')}
      products={products.items}
      currencies={currencies}
      values={values}
      isAdded={c.req.query('done') === 'added'}
      error={isWrong ? undefined : error}
      fields={fields ?? {}}
    />,
    error === undefined ? (isWrong ? 422 : 200) : statusOf(error),
  );
}

/** Adds a product; its price counts from today on. */
export async function saveProduct(c: ConsoleContext, parts: Console): Promise<Response> {
  const ctx = viewerOf(c);
  const { values } = await readForm(c);
  const [entity] = await listEntities({ ctx });
  const validFrom = todayIn(entity?.timeZone ?? 'UTC', ctx.deps.clock.now());
  const sku = values['sku']?.trim() ?? '';
  const input = CreateProductInput.safeParse({ sku, ...readVersionForm(values), validFrom });
  const ui = uiOf(c, parts);
  if (!input.success) {
    return showProducts(c, parts, {
      values,
      fields: fieldErrors(input.error, values, ui.texts, productFieldOf(values)),
    });
  }
  try {
    await addProduct({ ctx, input: input.data });
  } catch (error) {
    if (!(error instanceof AppError) || error.code.startsWith('auth.')) throw error;
    return showProducts(c, parts, { values, error, fields: refusedFields(error, ui) });
  }
  return c.redirect('/set-up/products?done=added', 303);
}

/** The currencies that list prices are wanted in: what the legal entities invoice in. */
export const currenciesOf = (
  entities: readonly { currency: string; invoiceCurrencies: readonly string[] }[],
): string[] => [
  ...new Set(entities.flatMap(({ currency, invoiceCurrencies }) => [currency, ...invoiceCurrencies])),
];
