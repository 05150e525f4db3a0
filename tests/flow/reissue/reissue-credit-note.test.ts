import { describe, expect, test } from 'vitest';
import { correctInvoice } from '../../../runtime/src/flow/correct/correct-invoice.ts';
import { type CreditInvoiceInput, creditInvoice } from '../../../runtime/src/flow/credit/credit-invoice.ts';
import { getInvoiceRow, type InvoiceRow } from '../../../runtime/src/flow/get-invoice-row.ts';
import { obtainUbl } from '../../../runtime/src/flow/issue/obtain-ubl.ts';
import { getInvoice } from '../../../runtime/src/flow/read/get-invoice.ts';
import { reissueInvoice } from '../../../runtime/src/flow/reissue/reissue-invoice.ts';
import { applyAccountCredit } from '../../../runtime/src/flow/settle/apply-account-credit.ts';
import { recordPayment } from '../../../runtime/src/flow/settle/record-payment.ts';
import { issueCreditNote } from '../credit/support/issue-credit-note.ts';
import { useVoidStage } from '../void/support/void-stage.ts';

const stage = useVoidStage();
const { issuedInvoice, inOrganization, eventsOf } = stage;
const author = () => stage.loop.organization.author;
const rowOf = (id: string): Promise<InvoiceRow> => inOrganization((tx) => getInvoiceRow(tx, id));
const viewOf = (id: string) => getInvoice({ ctx: author(), input: { invoiceId: id } });
const reissue = (id: string) => reissueInvoice({ ctx: author(), input: { invoiceId: id } });
const credit = async (invoice: InvoiceRow, lines?: CreditInvoiceInput['lines']): Promise<string> => {
  const parts = lines === undefined ? {} : { lines };
  const input = { invoiceId: invoice.id, reason: 'As agreed.', ...parts };
  return (await creditInvoice({ ctx: author(), input })).creditNoteId;
};

/** A paid invoice of 2,400.00 USD with an issued credit note that nothing was taken off by yet, voided. */
async function voidedNote(lines?: CreditInvoiceInput['lines']) {
  const invoice = await issuedInvoice();
  await recordPayment({
    ctx: author(),
    input: {
      ...{ invoiceId: invoice.id, amount: '2400.00', currency: 'USD', receivedOn: '2026-11-20' },
      ...{ externalId: invoice.id, rest: 'keep' },
    },
  });
  const noteId = await credit(invoice, lines);
  await issueCreditNote(stage.loop, noteId);
  await stage.askVoid(await rowOf(noteId));
  await stage.loop.hub.drain();
  return { invoice, note: await rowOf(noteId) };
}

const HALF = [{ position: 1, amount: '1200.00' }];

describe('a voided credit note that is issued again', () => {
  test('becomes a draft of the same lines and amounts, names the note that it replaces and is issued by itself', async () => {
    const { invoice, note } = await voidedNote(HALF);
    const { invoiceId, isNew } = await reissue(note.id);
    expect(isNew).toBe(true);
    expect(await rowOf(invoiceId)).toMatchObject({
      ...{ type: 'credit_note', documentStatus: 'draft', number: null, payableMinor: -120_000n },
      ...{ creditsInvoiceId: invoice.id, replacesInvoiceId: note.id, supplyDate: note.supplyDate },
      ...{ notes: note.notes, creditReference: null },
    });
    await issueCreditNote(stage.loop, invoiceId);
    const { document, replaces, credits } = await viewOf(invoiceId);
    expect(document).toMatchObject({
      status: 'issued',
      precedingInvoices: [{ number: invoice.number }, { number: note.number, isReplaced: true }],
    });
    expect(document.number).not.toBe(note.number);
    expect([credits?.id, replaces?.id]).toEqual([invoice.id, note.id]);
    expect((await viewOf(note.id)).replacedBy).toMatchObject({ id: invoiceId });
    expect(await eventsOf(note, 'invoice.reissued')).toMatchObject([{ data: { invoiceId } }]);
    const { bytes } = await obtainUbl({ ctx: author(), input: { invoiceId } });
    const xml = Buffer.from(bytes).toString('utf8');
    for (const number of [invoice.number, note.number]) expect(xml).toContain(`<cbc:ID>${number}</cbc:ID>`);
  });

  test('gives the customer what the first one gave, once', async () => {
    const { note } = await voidedNote(HALF);
    const { invoiceId } = await reissue(note.id);
    await issueCreditNote(stage.loop, invoiceId);
    const later = await issuedInvoice();
    expect(await applyAccountCredit({ ctx: author(), input: { invoiceId: later.id } })).toEqual({
      applied: '1200.00',
    });
  });

  test('is one draft however often it is asked for, at once too', async () => {
    const { note } = await voidedNote(HALF);
    const [one, other] = await Promise.all([reissue(note.id), reissue(note.id)]);
    expect(one.invoiceId).toBe(other.invoiceId);
    expect([one.isNew, other.isNew].sort()).toEqual([false, true]);
    expect(await reissue(note.id)).toEqual({ invoiceId: one.invoiceId, isNew: false });
  });

  test('never exceeds the invoice with what was credited since: it is refused then, and leaves nothing', async () => {
    const { invoice, note } = await voidedNote(HALF);
    await credit(invoice, [{ position: 1, amount: '1200.01' }]);
    const before = (await stage.loop.invoices()).length;
    await expect(reissue(note.id)).rejects.toMatchObject({ code: 'credit.exceeds_invoice' });
    expect(await stage.loop.invoices()).toHaveLength(before);
  });

  test('of the whole invoice is the whole again, or refused where a part is credited by now', async () => {
    const { invoice, note } = await voidedNote();
    const part = await credit(invoice, [{ position: 1, amount: '0.01' }]);
    await expect(reissue(note.id)).rejects.toMatchObject({
      code: 'reissue.not_possible',
      detail: expect.stringContaining('by now it would be 2399.99'),
    });
    await issueCreditNote(stage.loop, part);
    await stage.askVoid(await rowOf(part));
    await stage.loop.hub.drain();
    expect(await rowOf((await reissue(note.id)).invoiceId)).toMatchObject({ payableMinor: -240_000n });
  });

  test('beside a credit of the rest at once keeps within the invoice, whoever is first', async () => {
    const { invoice, note } = await voidedNote(HALF);
    await Promise.allSettled([reissue(note.id), credit(invoice)]);
    const drafts = (await stage.loop.invoices()).filter(
      ({ type, documentStatus }) => type === 'credit_note' && documentStatus === 'draft',
    );
    const creditedMinor = drafts.reduce((sum, { payableMinor }) => sum - payableMinor, 0n);
    expect(creditedMinor).toBeLessThanOrEqual(invoice.payableMinor);
    expect(creditedMinor).toBeGreaterThan(0n);
  });

  test('is addressed as its invoice is today', async () => {
    const { invoice, note } = await voidedNote(HALF);
    const buyer = { address: { line1: '99 Moved Street' } };
    await correctInvoice({ ctx: author(), input: { invoiceId: invoice.id, reason: 'Moved.', buyer } });
    const { invoiceId } = await reissue(note.id);
    expect((await viewOf(invoiceId)).document.buyer.address).toMatchObject(buyer.address);
  });

  test('is refused while the note is not void', async () => {
    const invoice = await issuedInvoice();
    const noteId = await credit(invoice, HALF);
    await expect(reissue(noteId)).rejects.toMatchObject({ code: 'invoice.transition_refused' });
  });
});
