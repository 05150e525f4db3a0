import { and, eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { auditEntries, entities } from '../../../runtime/src/db/schema/index.ts';
import { submitInvoice } from '../../../runtime/src/flow/approve/submit-invoice.ts';
import { withdrawRequest } from '../../../runtime/src/flow/approve/withdraw-request.ts';
import { discardInvoice } from '../../../runtime/src/flow/bill/discard-invoice.ts';
import { assignException } from '../../../runtime/src/flow/exceptions/assign-exception.ts';
import { listExceptions } from '../../../runtime/src/flow/exceptions/list-exceptions.ts';
import { createLoop, type Loop } from '../../support/create-loop.ts';
import { type SampleDeal, sampleBundle } from '../../support/sample-records.ts';

let loop: Loop;

beforeAll(async () => {
  loop = await createLoop();
  await setAutoSubmit(false);
});

afterAll(() => loop.hub.close());

const setAutoSubmit = (isAutoSubmit: boolean) =>
  loop.hub.database.inOrganization(loop.organization.id, (tx) => tx.update(entities).set({ isAutoSubmit }));
/** The draft of a deal; nothing of it can be sent without a contact. */
async function draftOf(deal: SampleDeal, { hasContact }: { hasContact: boolean }): Promise<string> {
  const bundle = sampleBundle(deal).map((record) =>
    record.object === 'deal' && !hasContact
      ? { ...record, payload: { ...record.payload, contacts: [] } }
      : record,
  );
  await loop.tell('deal', deal.id, bundle);
  await loop.hub.drain();
  const drafts = (await loop.invoices()).filter(({ documentStatus }) => documentStatus === 'draft');
  return drafts.at(-1)?.id ?? '';
}
const submit = (invoiceId: string, reason?: string) =>
  submitInvoice({
    ctx: loop.organization.author,
    input: { invoiceId, ...(reason === undefined ? {} : { reason }) },
  });
const refuse = (invoiceId: string) =>
  expect(submit(invoiceId)).rejects.toMatchObject({ code: 'invoice.validation_failed' });
const queue = async () =>
  (await listExceptions({ ctx: loop.organization.author, input: { limit: 100 } })).items;
const discard = (invoiceId: string) =>
  discardInvoice({ ctx: loop.organization.author, input: { invoiceId, reason: 'Not needed.' } });

test('a draft whose submission was refused waits in the queue with what is wrong and what it comes to', async () => {
  const invoiceId = await draftOf({ id: '1', lines: [{ id: 'a', sku: 'API-P' }] }, { hasContact: false });
  expect(await queue()).toEqual([]);
  await refuse(invoiceId);
  const [found, ...others] = await queue();
  expect(others).toEqual([]);
  expect(found).toMatchObject({
    kind: 'refused_draft',
    object: { kind: 'invoice', id: invoiceId },
    invoiceId,
    amount: { amountMinor: 240000n, currency: 'USD' },
  });
  expect(found?.text?.ja).toMatch(/[ぁ-ん]/);
});

test('the same refusal again is the same exception, with one entry in the audit trail', async () => {
  const [before] = await queue();
  const invoiceId = before?.invoiceId ?? '';
  loop.hub.clock.advance(60_000);
  await refuse(invoiceId);
  expect(await queue()).toEqual([before]);
  const entries = await loop.hub.database.inOrganization(loop.organization.id, (tx) =>
    tx
      .select()
      .from(auditEntries)
      .where(and(eq(auditEntries.objectId, invoiceId), eq(auditEntries.action, 'invoice.refuse_submission'))),
  );
  expect(entries).toHaveLength(1);
});

test('an edit that leaves something wrong leaves the exception and its owner, and one that rights it ends it', async () => {
  const { author: ctx } = loop.organization;
  const [before] = await queue();
  await assignException({ ctx, input: { exceptionId: before?.id ?? '', ownerId: ctx.actor.id } });
  await draftOf({ id: '1', lines: [{ id: 'a', sku: 'API-P', quantity: '2' }] }, { hasContact: false });
  expect(await queue()).toMatchObject([{ id: before?.id, owner: { id: ctx.actor.id } }]);
  await draftOf({ id: '1', lines: [{ id: 'a', sku: 'API-P', quantity: '2' }] }, { hasContact: true });
  expect(await queue()).toEqual([]);
});

test('a refusal after that is another exception and nobody’s, and discarding the draft ends it', async () => {
  const invoiceId = await draftOf(
    { id: '1', lines: [{ id: 'a', sku: 'API-P', quantity: '3' }] },
    { hasContact: false },
  );
  await refuse(invoiceId);
  expect(await queue()).toMatchObject([{ kind: 'refused_draft', owner: null }]);
  await discard(invoiceId);
  expect(await queue()).toEqual([]);
});

test('a draft that was submitted with a reason does not come back when the request is withdrawn', async () => {
  const deal = { id: '2', lines: [{ id: 'b', sku: 'API-P', price: '2399.00' }] };
  const invoiceId = await draftOf(deal, { hasContact: true });
  await refuse(invoiceId);
  expect(await queue()).toHaveLength(1);
  await submit(invoiceId, 'Agreed with the customer.');
  expect(await queue()).toEqual([]);
  await withdrawRequest({ ctx: loop.organization.author, input: { invoiceId, reason: 'Too early.' } });
  expect((await loop.invoices()).at(-1)).toMatchObject({ id: invoiceId, documentStatus: 'draft' });
  expect(await queue()).toEqual([]);
});

test('a draft whose job was refused is stopped work, once', async () => {
  await setAutoSubmit(true);
  await draftOf({ id: '3', lines: [{ id: 'c', sku: 'API-P' }] }, { hasContact: false });
  expect((await queue()).map(({ kind }) => kind)).toEqual(['stopped_work']);
});
