import { afterAll, beforeAll, expect, test } from 'vitest';
import { parseEcbRates } from '../../runtime/src/adapters/rates/parse-ecb-rates.ts';
import { invoiceToUbl } from '../../runtime/src/core/einvoice/ubl-invoice.ts';
import type { InvoiceDocument } from '../../runtime/src/core/invoice/document.ts';
import { creditInvoice } from '../../runtime/src/flow/credit/credit-invoice.ts';
import { enterRates } from '../../runtime/src/flow/fx/enter-rates.ts';
import { setRateFeed } from '../../runtime/src/flow/fx/rate-feed.ts';
import { issueInvoice } from '../../runtime/src/flow/issue/issue-invoice.ts';
import { loadDocument } from '../../runtime/src/flow/load-document.ts';
import { listApprovals } from '../../runtime/src/flow/read/list-approvals.ts';
import { enqueueClockJobs } from '../../runtime/src/worker/clock-jobs.ts';
import { createLoop, type Loop } from '../support/create-loop.ts';
import { ecbRates } from '../support/ecb-rates.ts';

let loop: Loop;
const published = ecbRates('2026-11-20', { USD: '1.1435', JPY: '185.72' });

/** The Japanese entity invoices in dollars, which are nobody's own. */
beforeAll(async () => {
  loop = await createLoop({
    rateFeed: {
      name: 'ecb',
      source: 'ECB',
      fetchLatest: async () => parseEcbRates(published),
      close: () => undefined,
    },
  });
  const { owner } = loop.hub.database;
  const { usEntityId, jpEntityId } = loop.organization;
  await owner`update entities set currency = 'EUR' where id = ${usEntityId}`;
  await owner`update entities set invoice_currencies = '{USD}' where id = ${jpEntityId}`;
});
afterAll(() => loop.hub.close());

const documentOf = (id: string): Promise<InvoiceDocument> =>
  loop.hub.database.inOrganization(loop.organization.id, (tx) => loadDocument(tx, id));

const sell = async (id: string) => {
  await loop.tellOf({
    id,
    lines: [
      { id: `${id}-1`, sku: 'API-P' },
      { id: `${id}-2`, sku: 'TEA-BOX', quantity: '5' },
    ],
  });
  await loop.hub.drain();
  const row = (await loop.invoices()).at(-1);
  return { row, document: await documentOf(row?.id ?? '') };
};

const asAuthor = () => loop.organization.author;

/** Approved as it stands, without asking anybody. */
async function approveByHand(invoiceId: string): Promise<void> {
  const { owner } = loop.hub.database;
  await owner`update invoices set document_status = 'approved' where id = ${invoiceId}`;
  await owner`
    insert into approval_decisions (organization_id, id, invoice_id, request_id, decision, content_hash, actor, decided_at)
    select organization_id, 'apd_' || id, id, null, 'approved', content_hash, created_by, now()
    from invoices where id = ${invoiceId}`;
}

test('without a rate a person is asked, and an approved invoice is not issued and takes no number', async () => {
  const { row, document } = await sell('601');
  expect(document).toMatchObject({ currency: 'USD', taxCurrency: 'JPY', number: null });
  expect(row?.documentStatus).toBe('pending_approval');
  const [request] = (await listApprovals({ ctx: asAuthor(), input: { limit: 10, state: 'open' } })).items;
  expect(request?.explanation).toMatchObject({ why: { en: 'There is no exchange rate from USD to JPY.' } });
  await approveByHand(row?.id ?? '');
  const input = { invoiceId: row?.id ?? '' };
  await expect(issueInvoice({ ctx: loop.hub.system(loop.organization.id), input })).rejects.toMatchObject({
    code: 'invoice.rate_missing',
    detail: 'There is no exchange rate from USD to JPY for 2026-11-20 or the 7 days before it.',
  });
  expect(await loop.hub.database.owner`select 1 from number_counters`).toHaveLength(0);
  await enterRates({
    ctx: asAuthor(),
    input: { rates: [{ base: 'USD', quote: 'JPY', date: '2026-11-18', rate: '156.25', source: 'Bank TTM' }] },
  });
  const { number } = await issueInvoice({ ctx: loop.hub.system(loop.organization.id), input });
  const issued = await documentOf(input.invoiceId);
  expect(issued).toMatchObject({
    number,
    exchangeRate: { rate: '156.25', source: 'Bank TTM', date: '2026-11-18' },
    // 2,400.00 at 10 % and 45.00 at 8 %: 240.00 and 3.60 dollars, each converted and rounded once.
    taxRows: [
      { ratePercent: '10', tax: '240.00', taxInTaxCurrency: '37500' },
      { ratePercent: '8', tax: '3.60', taxInTaxCurrency: expect.stringMatching(/^56[23]$/) },
    ],
  });
});

test('the reference rates are fetched by the clock once somebody turned them on, and the same file changes nothing', async () => {
  const { owner } = loop.hub.database;
  loop.hub.clock.set('2026-11-24T04:00:00.000Z');
  await enqueueClockJobs(loop.hub.deps);
  await loop.hub.drain();
  const count = async () =>
    (await owner`select count(*)::int as count from exchange_rates where origin = 'ecb'`)[0]?.['count'];
  expect(await count()).toBe(0);
  await setRateFeed({ ctx: asAuthor(), input: { isOn: true } });
  for (const hour of ['05', '06']) {
    loop.hub.clock.set(`2026-11-24T${hour}:00:00.000Z`);
    await enqueueClockJobs(loop.hub.deps);
    await loop.hub.drain();
  }
  expect(await count()).toBe(2);
  const fetched = await owner`select after from audit_entries where action = 'exchange_rate.fetch'`;
  expect(fetched).toMatchObject([{ after: { date: '2026-11-20', rates: 2 } }]);
});

test('an invoice within the ceiling in yen is approved, issued and exported without a person', async () => {
  const { row, document } = await sell('602');
  expect(row?.documentStatus).toBe('issued');
  expect(document.exchangeRate).toMatchObject({ rate: '162.4136423262', source: 'ECB (EUR)' });
  const [standard, reduced] = document.taxRows.map(({ taxInTaxCurrency }) => Number(taxInTaxCurrency));
  expect(standard).toBe(38_979);
  expect(document.totals.taxInTaxCurrency).toBe(String((standard ?? 0) + (reduced ?? 0)));
  const address = { electronicAddress: '0221:T7000012050002' };
  const ubl = invoiceToUbl(
    {
      ...document,
      period: { from: document.supplyDate, to: document.supplyDate },
      seller: { ...document.seller, ...address },
      buyer: { ...document.buyer, ...address },
    },
    'jp-pint',
  );
  expect(ubl).toMatchObject({ ok: true });
  const xml = ubl.ok ? ubl.xml : '';
  expect(xml).toContain('<cbc:TaxCurrencyCode>JPY</cbc:TaxCurrencyCode>');
  expect(xml.match(/<cac:TaxTotal>/g)).toHaveLength(2);
  expect(xml).toContain('<cbc:TaxAmount currencyID="JPY">38979</cbc:TaxAmount>');
  expect(xml).toContain('1 USD = 162.4136423262 JPY (ECB (EUR), 2026-11-20)');
});

test('a credit note of all of it gives the tax back in yen to the unit, at the rate of its invoice', async () => {
  const invoice = (await loop.invoices()).find(({ number }) => number !== null);
  const { creditNoteId } = await creditInvoice({
    ctx: asAuthor(),
    input: { invoiceId: invoice?.id ?? '', reason: 'Returned.' },
  });
  await approveByHand(creditNoteId);
  await issueInvoice({
    ctx: loop.hub.system(loop.organization.id),
    input: { invoiceId: creditNoteId },
  });
  const [original, note] = [await documentOf(invoice?.id ?? ''), await documentOf(creditNoteId)];
  expect(note).toMatchObject({ taxCurrency: 'JPY', exchangeRate: original.exchangeRate });
  expect(note.taxRows.map((row) => row.taxInTaxCurrency)).toEqual(
    original.taxRows.map((row) => `-${row.taxInTaxCurrency}`),
  );
  expect(note.totals.taxInTaxCurrency).toBe(`-${original.totals.taxInTaxCurrency}`);
});
