/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import { AppError } from '../../../core/app-error.ts';
import { draftInvoice } from '../../../flow/bill/draft-invoice.ts';
import { authorise } from '../../../flow/context.ts';
import { listEntities } from '../../../flow/read/list-entities.ts';
import { listProducts } from '../../../flow/read/read-products.ts';
import { enterSampleDeal, SampleDealInput } from '../../../flow/setup/enter-sample-deal.ts';
import { findDraftedDeal } from '../../../flow/setup/find-drafted-deal.ts';
import { listWonDeals } from '../../../flow/setup/list-won-deals.ts';
import { loadSetUpProgress } from '../../../flow/setup/load-set-up-progress.ts';
import { statusOf } from '../../answer-error.tsx';
import { answerPage } from '../../answer-page.ts';
import type { Console, ConsoleContext } from '../../console-env.ts';
import { FirstInvoicePage } from '../../pages/set-up/first-invoice-page.tsx';
import { WaitPage } from '../../pages/set-up/wait-page.tsx';
import { fieldErrors, refusedFields } from '../../read/field-errors.ts';
import { type FormValues, readForm } from '../../read/read-form.ts';
import { uiOf } from '../../ui-of.ts';
import { viewerOf } from '../../viewer-of.ts';

const PRODUCTS_OFFERED = 100;
const LOOK_AGAIN_SECONDS = 1;

type Shown = { values?: FormValues; error?: AppError; fields?: Record<string, string> };

/** Answers with the won deals, and with the sample deal where no CRM is connected. */
export async function showFirstInvoice(
  c: ConsoleContext,
  parts: Console,
  shown: Shown = {},
): Promise<Response> {
  const ctx = viewerOf(c);
  authorise(ctx, 'admin');
  const { values = { quantity: '1' }, error, fields } = shown;
  const { crm } = await loadSetUpProgress({ ctx });
  const products = await listProducts({ ctx, input: { limit: PRODUCTS_OFFERED } });
  const entities = await listEntities({ ctx });
  const isWrong = fields !== undefined && Object.keys(fields).length > 0;
  return answerPage(
    c,
    <FirstInvoicePage
      ui={uiOf(c, parts, '/set-up/invoice')}
      deals={await listWonDeals({ ctx })}
      sample={crm ? null : { entities, products: products.items, values }}
      error={isWrong ? undefined : error}
      fields={fields ?? {}}
    />,
    error === undefined ? (isWrong ? 422 : 200) : statusOf(error),
  );
}

/** Drafts the invoice of a deal that arrived, and opens it. */
export async function draftOfDeal(c: ConsoleContext, parts: Console, dealId: string): Promise<Response> {
  try {
    const drafted = await draftInvoice({ ctx: viewerOf(c), input: { dealId } });
    if (drafted.outcome === 'not_won') throw new AppError('billing.deal_not_won');
    return c.redirect(`/invoices/${drafted.invoiceId}`, 303);
  } catch (error) {
    if (!(error instanceof AppError) || error.code.startsWith('auth.')) throw error;
    return showFirstInvoice(c, parts, { error });
  }
}

/** Enters the sample deal and waits for its invoice. */
export async function enterSample(c: ConsoleContext, parts: Console): Promise<Response> {
  const { values } = await readForm(c);
  const input = SampleDealInput.safeParse(values);
  if (!input.success) {
    const fields = fieldErrors(input.error, values, uiOf(c, parts).texts);
    return showFirstInvoice(c, parts, { values, fields });
  }
  try {
    const { externalId } = await enterSampleDeal({ ctx: viewerOf(c), input: input.data });
    return c.redirect(`/set-up/invoice/sample/${externalId}`, 303);
  } catch (error) {
    if (!(error instanceof AppError) || error.code.startsWith('auth.')) throw error;
    return showFirstInvoice(c, parts, { values, error, fields: refusedFields(error, uiOf(c, parts)) });
  }
}

/** Opens the invoice of the sample deal once it is drafted; until then the page looks again by itself. */
export async function waitForSample(
  c: ConsoleContext,
  parts: Console,
  externalId: string,
): Promise<Response> {
  const invoiceId = await findDraftedDeal({ ctx: viewerOf(c), input: { system: 'hubspot', externalId } });
  if (invoiceId !== undefined) return c.redirect(`/invoices/${invoiceId}`, 303);
  c.header('Refresh', String(LOOK_AGAIN_SECONDS));
  return answerPage(c, <WaitPage ui={uiOf(c, parts, '/set-up/invoice')} />);
}
