import { and, eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { InvoiceChanges } from '../../../runtime/src/core/billing/edits/invoice-changes.ts';
import { auditEntries, invoiceLines } from '../../../runtime/src/db/schema/index.ts';
import { submitInvoice } from '../../../runtime/src/flow/approve/submit-invoice.ts';
import { editInvoice } from '../../../runtime/src/flow/bill/edit-invoice.ts';
import { issueInvoice } from '../../../runtime/src/flow/issue/issue-invoice.ts';
import { listFindings } from '../../../runtime/src/flow/read/list-findings.ts';
import { reissueInvoice } from '../../../runtime/src/flow/reissue/reissue-invoice.ts';
import { setTolerance } from '../../../runtime/src/flow/tolerance/set-tolerance.ts';
import { voidInvoice } from '../../../runtime/src/flow/void/void-invoice.ts';
import { addPerson } from '../../support/add-person.ts';
import type { SampleLine } from '../../support/sample-records.ts';
import { type EditAtWork, editAtWork, reason } from './support/edit-at-work.ts';

let at: EditAtWork;

beforeAll(async () => {
  at = await editAtWork();
});
afterAll(() => at.work.loop.hub.close());

const SHIPPING = { name: 'Shipping', quantity: '2', unitPrice: '25.00', taxClass: 'standard' } as const;

/** Two lines: a license with 15 % off at 10,200.00, and an onboarding of 3,500.00. */
const linesOf = (dealId: string, license: Partial<SampleLine> = {}): [SampleLine, SampleLine] => [
  { id: `plat-${dealId}`, sku: 'PLAT-Y', discountPercent: '15', ...license },
  { id: `onb-${dealId}`, sku: 'ONBOARD' },
];

async function waiting(): Promise<{
  dealId: string;
  invoiceId: string;
  license: string;
  onboarding: string;
}> {
  const dealId = at.nextDealId();
  const [license, onboarding] = linesOf(dealId);
  await at.tellDeal({ id: dealId, lines: [license, onboarding] });
  return { dealId, invoiceId: await at.newestId(), license: license.id, onboarding: onboarding.id };
}

const documentOf = async (invoiceId: string) => (await at.viewOf(invoiceId)).document;

const findingsOf = async (invoiceId: string) =>
  (await listFindings({ ctx: at.biller, input: { invoiceId } })).findings;

/** What is added gets a key of its own, by which it is left out again. */
async function keyOfLast(invoiceId: string): Promise<string> {
  return (await documentOf(invoiceId)).lines.at(-1)?.source?.externalId ?? '';
}

async function refused(invoiceId: string, changes: InvoiceChanges, errors: object[]): Promise<void> {
  const before = await at.rowOf(invoiceId);
  await expect(at.edit(invoiceId, changes)).rejects.toMatchObject({ code: 'invoice.edit_refused', errors });
  expect(await at.rowOf(invoiceId)).toEqual(before);
}

describe('a line that is added by hand', () => {
  test('stands beneath those of the deal, is taxed by the entity and counted in the totals', async () => {
    const dealId = at.nextDealId();
    await at.tellDeal({ id: dealId, currency: 'JPY', lines: [{ id: `plat-${dealId}`, sku: 'PLAT-Y' }] });
    const invoiceId = await at.newestId();
    await at.edit(invoiceId, {
      addLines: [
        { name: '送料', quantity: '1', unitPrice: '800', taxClass: 'standard', description: '離島' },
        { name: '茶菓子', quantity: '3', unitPrice: '500', taxClass: 'reduced', discount: { percent: '10' } },
      ],
    });
    expect(await documentOf(invoiceId)).toMatchObject({
      status: 'draft',
      lines: [
        { position: 1, sku: 'PLAT-Y' },
        {
          ...{ position: 2, name: '送料', description: '離島', sku: '', productId: '', unit: 'EA' },
          ...{ netAmount: '800', taxCategory: 'S', taxRatePercent: '10' },
          source: { kind: 'added_line', system: 'hub' },
        },
        {
          ...{ position: 3, name: '茶菓子', netAmount: '1350', taxCategory: 'AA', taxRatePercent: '8' },
          discount: { percent: '10', amount: '150', reason: '値引き' },
        },
      ],
      taxRows: [
        { category: 'S', ratePercent: '10', base: '1800800', tax: '180080' },
        { category: 'AA', ratePercent: '8', base: '1350', tax: '108' },
      ],
      totals: { lineNet: '1802150', tax: '180188', payable: '1982338' },
    });
  });

  test('of a product has its name, unit and tax, and its list price where no other is agreed', async () => {
    const { invoiceId } = await waiting();
    await at.edit(invoiceId, {
      addLines: [
        { sku: 'API-P', quantity: '2' },
        { sku: 'API-P', quantity: '1', unitPrice: '2000' },
      ],
    });
    const [, , listed, agreed] = (await documentOf(invoiceId)).lines;
    expect(listed).toMatchObject({
      ...{ name: 'API Access (Premium)', sku: 'API-P', unitPrice: '2400', netAmount: '4800.00' },
      source: { kind: 'added_line' },
    });
    expect(listed).not.toHaveProperty('listPrice');
    expect(agreed).toMatchObject({ unitPrice: '2000', listPrice: '2400', netAmount: '2000.00' });
  });

  test('at a free price meets the rules of a manual price, and wants a reason', async () => {
    const dealId = at.nextDealId();
    await at.tellDeal({ id: dealId, lines: [{ id: `onb-${dealId}`, sku: 'ONBOARD' }] });
    const invoiceId = await at.newestId();
    await at.edit(invoiceId, { addLines: [SHIPPING] });
    expect((await findingsOf(invoiceId)).filter(({ level }) => level !== 'info')).toMatchObject([
      { code: 'line.price_override', level: 'warning', pointer: '/lines/1/unitPrice' },
    ]);
    await expect(submitInvoice({ ctx: at.biller, input: { invoiceId } })).rejects.toMatchObject({
      code: 'invoice.validation_failed',
    });
    await submitInvoice({ ctx: at.biller, input: { invoiceId, reason } });
    expect(await at.work.statusOf(invoiceId)).toBe('pending_approval');
  });

  test('is edited like a line of the deal, and goes back to what it was added with', async () => {
    const { invoiceId } = await waiting();
    await at.edit(invoiceId, { addLines: [SHIPPING] });
    await at.edit(invoiceId, {
      lines: [{ position: 3, quantity: '3', description: 'Express', discount: { amount: '5.00' } }],
    });
    expect((await documentOf(invoiceId)).lines[2]).toMatchObject({
      ...{ quantity: '3', description: 'Express', netAmount: '70.00' },
      discount: { amount: '5.00', reason: 'Agreed discount' },
    });
    const back = { position: 3, quantity: null, description: null, discount: null };
    await at.edit(invoiceId, { lines: [back] });
    expect((await documentOf(invoiceId)).lines[2]).toMatchObject({ quantity: '2', netAmount: '50.00' });
  });

  test('stays when the deal changes, and goes when it is left out again with all that was edited of it', async () => {
    const { dealId, invoiceId } = await waiting();
    const { contentHash } = await at.rowOf(invoiceId);
    await at.edit(invoiceId, { addLines: [SHIPPING], lines: [{ position: 2, description: 'On site' }] });
    await at.tellDeal({ id: dealId, lines: linesOf(dealId, { quantity: '2' }) });
    expect(await documentOf(invoiceId)).toMatchObject({
      lines: [{ quantity: '2' }, { description: 'On site' }, { name: 'Shipping' }],
      totals: { payable: '23950.00' },
    });
    await at.tellDeal({ id: dealId, lines: linesOf(dealId) });
    await at.edit(invoiceId, { lines: [{ position: 3, quantity: '9' }] });
    await at.edit(invoiceId, {
      removeLines: [await keyOfLast(invoiceId)],
      lines: [{ position: 2, description: null }],
    });
    expect(await at.rowOf(invoiceId)).toMatchObject({ edits: {}, contentHash });
  });

  test('is billed once: the source of each is its own, also after the invoice is voided and issued again', async () => {
    const { invoiceId } = await waiting();
    await at.edit(invoiceId, { addLines: [SHIPPING, SHIPPING] });
    await submitInvoice({ ctx: at.biller, input: { invoiceId, reason } });
    await at.work.decide(at.work.approver, invoiceId);
    await issueInvoice({ ctx: at.biller, input: { invoiceId } });
    await voidInvoice({ ctx: at.work.author, input: { invoiceId, reason } });
    await at.work.loop.hub.drain();
    const again = await reissueInvoice({ ctx: at.work.author, input: { invoiceId } });
    await at.work.loop.hub.drain();
    expect((await documentOf(again.invoiceId)).lines).toHaveLength(4);
    const rows = await at.work.inOrganization((tx) =>
      tx
        .select({ key: invoiceLines.sourceKey })
        .from(invoiceLines)
        .where(and(eq(invoiceLines.isLive, true), eq(invoiceLines.sku, ''))),
    );
    const keys = rows.map(({ key }) => key);
    expect(keys.every((key) => key?.startsWith('hub//added_line/lin_'))).toBe(true);
    expect(new Set(keys).size).toBe(keys.length);
  });

  test('of an unknown product is refused at its place, with the reason of the master', async () => {
    const { invoiceId } = await waiting();
    const addLines = [SHIPPING, { sku: 'NOT-THERE', quantity: '1' }];
    await expect(at.edit(invoiceId, { addLines })).rejects.toMatchObject({
      code: 'billing.product_unknown',
      errors: [{ pointer: '/changes/addLines/1', detail: expect.stringContaining('NOT-THERE') }],
    });
    expect((await documentOf(invoiceId)).lines).toHaveLength(2);
  });

  test('is one of at most 100', async () => {
    const { invoiceId } = await waiting();
    await at.edit(invoiceId, { addLines: Array.from({ length: 100 }, () => SHIPPING) });
    await refused(invoiceId, { addLines: [SHIPPING] }, [
      { pointer: '/changes/addLines/0', code: 'edit.too_many_lines' },
    ]);
  });
});

describe('a line of the deal that is left out', () => {
  test('is not billed, and shown to whoever approves the rest', async () => {
    const { invoiceId, onboarding } = await waiting();
    await at.edit(invoiceId, { removeLines: [onboarding] });
    expect(await documentOf(invoiceId)).toMatchObject({
      lines: [{ sku: 'PLAT-Y', position: 1 }],
      totals: { payable: '10200.00' },
    });
    expect(await findingsOf(invoiceId)).toContainEqual({
      ...{ code: 'line.left_out', level: 'info', pointer: '/lines' },
      text: expect.objectContaining({
        en: expect.stringContaining('"ONBOARD" of the deal was left out by Bo'),
      }),
    });
  });

  test('stays out when the deal changes something else, and is billed by no other invoice', async () => {
    const { dealId, invoiceId, onboarding } = await waiting();
    await at.edit(invoiceId, { removeLines: [onboarding] });
    const count = (await at.work.loop.invoices()).length;
    await at.tellDeal({ id: dealId, lines: linesOf(dealId, { quantity: '2' }) });
    expect((await documentOf(invoiceId)).lines).toMatchObject([{ sku: 'PLAT-Y', quantity: '2' }]);
    expect((await at.work.loop.invoices()).length).toBe(count);
  });

  test('goes with all that was edited of it, and put back is what the deal says', async () => {
    const { invoiceId, license } = await waiting();
    const { contentHash } = await at.rowOf(invoiceId);
    await at.edit(invoiceId, { lines: [{ position: 1, unitPrice: '9000', description: 'Cheap' }] });
    await at.edit(invoiceId, { removeLines: [license] });
    await at.edit(invoiceId, { putBackLines: [license] });
    expect(await at.rowOf(invoiceId)).toMatchObject({ edits: {}, contentHash, payableMinor: 1_370_000n });
  });

  test('of which the deal says something new waits for a choice, with both shown', async () => {
    const { dealId, invoiceId, license } = await waiting();
    await at.edit(invoiceId, { removeLines: [license] });
    await at.tellDeal({ id: dealId, lines: linesOf(dealId, { quantity: '5' }) });
    const { document, edits } = await at.viewOf(invoiceId);
    expect(document.lines).toMatchObject([{ sku: 'ONBOARD' }]);
    expect(edits[`/lines/${license}`]).toMatchObject({
      ...{ source: { quantity: '1' }, value: null, conflict: { quantity: '5' } },
    });
    expect(await findingsOf(invoiceId)).toContainEqual(
      expect.objectContaining({ code: 'invoice.edit_conflict', level: 'error' }),
    );
    await expect(submitInvoice({ ctx: at.biller, input: { invoiceId, reason } })).rejects.toMatchObject({
      code: 'invoice.validation_failed',
    });
  });

  test.each([
    ['leaving it out again', 'removeLines', '3500.00'],
    ['putting it back', 'putBackLines', '54500.00'],
  ] as const)('is settled by %s', async (_name, choice, payable) => {
    const { dealId, invoiceId, license } = await waiting();
    await at.edit(invoiceId, { removeLines: [license] });
    await at.tellDeal({ id: dealId, lines: linesOf(dealId, { quantity: '5' }) });
    await at.edit(invoiceId, { [choice]: [license] });
    expect((await documentOf(invoiceId)).totals.payable).toBe(payable);
    await submitInvoice({ ctx: at.biller, input: { invoiceId, reason } });
    expect(await at.work.statusOf(invoiceId)).not.toBe('draft');
  });

  test('and that the deal drops as well leaves no trace', async () => {
    const { dealId, invoiceId, onboarding } = await waiting();
    await at.edit(invoiceId, { removeLines: [onboarding] });
    await at.tellDeal({ id: dealId, lines: [linesOf(dealId)[0]] });
    expect((await at.viewOf(invoiceId)).edits).toEqual({});
  });

  test('is the last one when the deal drops the others: an invoice without lines is not submitted', async () => {
    const { dealId, invoiceId, onboarding } = await waiting();
    await at.edit(invoiceId, { removeLines: [onboarding] });
    await at.tellDeal({ id: dealId, lines: [linesOf(dealId)[1]] });
    expect((await documentOf(invoiceId)).lines).toEqual([]);
    await expect(submitInvoice({ ctx: at.biller, input: { invoiceId, reason } })).rejects.toMatchObject({
      code: 'invoice.validation_failed',
    });
    await at.edit(invoiceId, { putBackLines: [onboarding] });
    expect((await documentOf(invoiceId)).totals.payable).toBe('3500.00');
  });

  test('is free for another deal with the same line, and then not put back', async () => {
    const { invoiceId, onboarding } = await waiting();
    await at.edit(invoiceId, { removeLines: [onboarding] });
    await at.tellDeal({ id: at.nextDealId(), lines: [{ id: onboarding, sku: 'ONBOARD' }] });
    expect((await documentOf(await at.newestId())).lines).toMatchObject([{ sku: 'ONBOARD' }]);
    await refused(invoiceId, { putBackLines: [onboarding] }, [
      { pointer: '/changes/putBackLines/0', code: 'edit.billed_elsewhere' },
    ]);
  });
});

describe('a change of lines that is refused changes nothing', () => {
  test('of the last line', async () => {
    const { invoiceId, license, onboarding } = await waiting();
    await refused(invoiceId, { removeLines: [license, onboarding] }, [
      { pointer: '/changes/removeLines/1', code: 'edit.last_line' },
    ]);
    await at.edit(invoiceId, { removeLines: [license, onboarding], addLines: [SHIPPING] });
    await refused(invoiceId, { removeLines: [await keyOfLast(invoiceId)] }, [
      { pointer: '/changes/removeLines/0', code: 'edit.last_line' },
    ]);
  });

  test('of a line that is not there, or of one both ways at once', async () => {
    const { invoiceId, license } = await waiting();
    await refused(invoiceId, { removeLines: ['nobody', license], putBackLines: ['nobody', license] }, [
      { pointer: '/changes/removeLines/0', code: 'edit.line_unknown' },
      { pointer: '/changes/putBackLines/0', code: 'edit.line_unknown' },
      { pointer: '/changes/putBackLines/1', code: 'edit.contradiction' },
    ]);
  });

  test('on a revision that is not the last: of two people one wins, and nothing is added twice', async () => {
    const { invoiceId } = await waiting();
    const { revision } = await at.rowOf(invoiceId);
    const input = { invoiceId, revision, reason, changes: { addLines: [SHIPPING] } };
    const both = await Promise.allSettled([
      editInvoice({ ctx: at.biller, input }),
      editInvoice({ ctx: at.biller, input }),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(both.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { code: 'invoice.revision_conflict' },
    });
    expect((await documentOf(invoiceId)).lines).toHaveLength(3);
  });
});

describe('lines that were added or left out', () => {
  test('are on record: who, when and why, before and after', async () => {
    const { invoiceId, onboarding } = await waiting();
    await at.edit(invoiceId, { addLines: [SHIPPING], removeLines: [onboarding] });
    const [entry] = await at.work.inOrganization((tx) =>
      tx
        .select()
        .from(auditEntries)
        .where(and(eq(auditEntries.objectId, invoiceId), eq(auditEntries.action, 'invoice.change_edits'))),
    );
    const stamp = { by: { name: 'Bo' }, reason, at: expect.any(String) };
    const key = await keyOfLast(invoiceId);
    expect(entry).toMatchObject({
      actor: { name: 'Bo' },
      reason,
      before: { edits: {} },
      after: {
        edits: {
          [`/addedLines/${key}`]: { source: null, value: { name: 'Shipping', unitPrice: '25' }, ...stamp },
          [`/lines/${onboarding}`]: { source: { sku: 'ONBOARD', quantity: '1' }, value: null, ...stamp },
        },
      },
    });
  });

  test('are approved by nobody who added or left out one that stands, though others edited since', async () => {
    const both = await addPerson(at.work.loop, 'Lin', ['biller', 'finance_approver']);
    const { dealId, invoiceId } = await waiting();
    await at.edit(invoiceId, { addLines: [SHIPPING] }, both);
    await at.edit(invoiceId, { lines: [{ position: 3, quantity: '1' }] });
    await at.tellDeal({ id: dealId, lines: linesOf(dealId, { quantity: '2' }) });
    await submitInvoice({ ctx: at.biller, input: { invoiceId, reason } });
    expect(await at.work.isWaitingFor(both, invoiceId)).toBe(false);
    await expect(at.work.decide(both, invoiceId)).rejects.toMatchObject({
      code: 'approval.author_cannot_approve',
    });
    await at.work.decide(at.work.approver, invoiceId);
    expect(await at.work.statusOf(invoiceId)).toBe('approved');
  });

  test('void an approval, however small they are beside the tolerance', async () => {
    const ada = await addPerson(at.work.loop, 'Ada', ['admin']);
    const entityId = at.work.loop.organization.usEntityId;
    const input = { entityId, percent: '5', amount: '500.00', reason: 'Small corrections.' };
    await setTolerance({ ctx: ada, input });
    const { invoiceId } = await waiting();
    await at.work.decide(at.work.approver, invoiceId);
    const addLines = [{ ...SHIPPING, unitPrice: '0.01' }];
    const { isApprovalKept } = await at.edit(invoiceId, { addLines });
    expect(isApprovalKept).toBe(false);
    expect(await at.work.statusOf(invoiceId)).toBe('draft');
  });
});
