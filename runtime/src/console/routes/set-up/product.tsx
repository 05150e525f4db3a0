/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import { AppError } from '../../../core/app-error.ts';
import { authorise } from '../../../flow/context.ts';
import { listEntities } from '../../../flow/read/list-entities.ts';
import { getProduct } from '../../../flow/read/read-products.ts';
import { addProductVersion } from '../../../flow/setup/add-product-version.ts';
import { ProductVersionInput } from '../../../flow/setup/product-version.ts';
import { statusOf } from '../../answer-error.tsx';
import { answerPage } from '../../answer-page.ts';
import type { Console, ConsoleContext } from '../../console-env.ts';
import { ProductPage } from '../../pages/set-up/product-page.tsx';
import { fieldErrors, refusedFields } from '../../read/field-errors.ts';
import { productFieldOf, readVersionForm, versionToValues } from '../../read/product-form.ts';
import { type FormValues, readForm } from '../../read/read-form.ts';
import { uiOf } from '../../ui-of.ts';
import { viewerOf } from '../../viewer-of.ts';
import { currenciesOf } from './products.tsx';

type Shown = { values: FormValues; error?: AppError; fields?: Record<string, string> };

/** Answers with a product, its versions, and the form of the next one, which begins as the last one is. */
export async function showProduct(
  c: ConsoleContext,
  parts: Console,
  id: string,
  shown?: Shown,
): Promise<Response> {
  const ctx = viewerOf(c);
  authorise(ctx, 'admin');
  const product = await getProduct({ ctx, input: { id } });
  const last = product.versions.at(-1);
  const values = shown?.values ?? (last === undefined ? EMPTY : versionToValues(last));
  const { error, fields = {} } = shown ?? {};
  const isWrong = Object.keys(fields).length > 0;
  return answerPage(
    c,
    <ProductPage
      ui={uiOf(c, parts, `/set-up/products/${id}`)}
      product={product}
      currencies={currenciesOf(await listEntities({ ctx }))}
      values={values}
      isAdded={c.req.query('done') === 'added'}
      error={isWrong ? undefined : error}
      fields={fields}
    />,
    error === undefined ? (isWrong ? 422 : 200) : statusOf(error),
  );
}

/** Adds a version to a product. */
export async function saveProductVersion(c: ConsoleContext, parts: Console, id: string): Promise<Response> {
  const ctx = viewerOf(c);
  const { values } = await readForm(c);
  const validFrom = values['validFrom']?.trim() ?? '';
  const input = ProductVersionInput.safeParse({ ...readVersionForm(values), validFrom });
  const ui = uiOf(c, parts);
  const fieldOf = productFieldOf(values);
  if (!input.success) {
    return showProduct(c, parts, id, { values, fields: fieldErrors(input.error, values, ui.texts, fieldOf) });
  }
  try {
    await addProductVersion({ ctx, input: { ...input.data, productId: id } });
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'request.invalid') throw error;
    return showProduct(c, parts, id, { values, error, fields: refusedFields(error, ui, fieldOf) });
  }
  return c.redirect(`/set-up/products/${id}?done=added`, 303);
}

const EMPTY: FormValues = { unit: 'EA', taxClass: 'standard', maxDiscountPercent: '10' };
