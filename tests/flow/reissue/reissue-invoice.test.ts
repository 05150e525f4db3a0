import { eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { deals, entities, invoiceLines } from '../../../runtime/src/db/schema/index.ts';
import { discardInvoice } from '../../../runtime/src/flow/bill/discard-invoice.ts';
import { draftInvoice } from '../../../runtime/src/flow/bill/draft-invoice.ts';
import { getInvoiceRow, type InvoiceRow } from '../../../runtime/src/flow/get-invoice-row.ts';
import { obtainUbl } from '../../../runtime/src/flow/issue/obtain-ubl.ts';
import { getInvoice } from '../../../runtime/src/flow/read/get-invoice.ts';
import { reissueInvoice } from '../../../runtime/src/flow/reissue/reissue-invoice.ts';
import { useVoidStage } from '../void/support/void-stage.ts';

const stage = useVoidStage();
const { issuedInvoice, inOrganization, askVoid, eventsOf } = stage;

async function voidedInvoice() {
  const invoice = await issuedInvoice();
  await askVoid(invoice);
  await stage.loop.hub.drain();
  return invoice;
}

const reissue = ({ id }: { id: string }) =>
  reissueInvoice({ ctx: stage.loop.organization.author, input: { invoiceId: id } });
const rowOf = (id: string): Promise<InvoiceRow> => inOrganization((tx) => getInvoiceRow(tx, id));
const liveLines = () =>
  inOrganization((tx) => tx.select().from(invoiceLines).where(eq(invoiceLines.isLive, true)));
const changeEntities = (set: Partial<typeof entities.$inferInsert>) =>
  inOrganization((tx) => tx.update(entities).set(set));

describe('a voided invoice that is issued again', () => {
  test('becomes a new draft of the same content, is approved and issued by itself, and names the one that it replaces', async () => {
    const voided = await voidedInvoice();
    const { invoiceId, isNew } = await reissue(voided);
    expect(isNew).toBe(true);
    expect(await rowOf(invoiceId)).toMatchObject({
      documentStatus: 'draft',
      number: null,
      revision: 1,
      payableMinor: voided.payableMinor,
      supplyDate: voided.supplyDate,
      sourceHash: voided.sourceHash,
      replacesInvoiceId: voided.id,
    });
    await stage.loop.hub.drain();
    const { document, replaces } = await getInvoice({
      ctx: stage.loop.organization.author,
      input: { invoiceId },
    });
    expect(document.status).toBe('issued');
    expect(document.number).not.toBe(voided.number);
    expect(document.precedingInvoices).toEqual([
      { number: voided.number, issueDate: voided.issueDate, isReplaced: true },
    ]);
    expect(replaces).toMatchObject({ id: voided.id, number: voided.number, status: 'voided' });
    const before = await getInvoice({
      ctx: stage.loop.organization.author,
      input: { invoiceId: voided.id },
    });
    expect(before.replacedBy).toMatchObject({ id: invoiceId, number: document.number });
    expect(await eventsOf(voided, 'invoice.reissued')).toMatchObject([{ data: { invoiceId } }]);
    const { bytes } = await obtainUbl({ ctx: stage.loop.organization.author, input: { invoiceId } });
    expect(Buffer.from(bytes).toString('utf8').replaceAll(/>\s+</g, '><')).toContain(
      `<cac:BillingReference><cac:InvoiceDocumentReference><cbc:ID>${voided.number}</cbc:ID><cbc:IssueDate>${voided.issueDate}</cbc:IssueDate>`,
    );
  });

  test('gives the same draft however often it is asked for, at once too', async () => {
    const voided = await voidedInvoice();
    await changeEntities({ isAutoSubmit: false });
    const [one, other] = await Promise.all([reissue(voided), reissue(voided)]);
    expect(one.invoiceId).toBe(other.invoiceId);
    expect([one.isNew, other.isNew].sort()).toEqual([false, true]);
    expect(await reissue(voided)).toEqual({ invoiceId: one.invoiceId, isNew: false });
    expect(await stage.loop.invoices()).toHaveLength(2);
  });

  test('is made by whoever bills the deal anew as well, with the same link, and only once by the two at once', async () => {
    const voided = await voidedInvoice();
    await changeEntities({ isAutoSubmit: false });
    const draft = () =>
      draftInvoice({ ctx: stage.loop.organization.author, input: { dealId: voided.dealId ?? '' } });
    const [drafted, reissued] = await Promise.all([draft(), reissue(voided)]);
    expect(drafted).toMatchObject({ invoiceId: reissued.invoiceId });
    expect((await rowOf(reissued.invoiceId)).extras.precedingInvoices).toMatchObject([
      { number: voided.number, isReplaced: true },
    ]);
    expect(await stage.loop.invoices()).toHaveLength(2);
    const sources = (await liveLines()).map(({ sourceKey }) => sourceKey);
    expect(new Set(sources).size).toBe(sources.length);
  });

  test('keeps its link and its date of supply when the deal changes before it is issued', async () => {
    const voided = await voidedInvoice();
    await changeEntities({ isAutoSubmit: false });
    stage.loop.hub.clock.advance(40 * 86_400_000);
    const { invoiceId } = await reissue(voided);
    await stage.loop.tellOf({ id: '1', lines: [{ id: 'line-1', sku: 'API-P', quantity: '2' }] });
    await stage.loop.hub.drain();
    const row = await rowOf(invoiceId);
    expect(row.payableMinor).toBe(2n * voided.payableMinor);
    expect(row).toMatchObject({ supplyDate: voided.supplyDate, replacesInvoiceId: voided.id });
    expect(row.extras.precedingInvoices).toMatchObject([{ number: voided.number, isReplaced: true }]);
  });

  test('follows a deal that changed since the void, and is refused for one that is no longer won', async () => {
    const voided = await voidedInvoice();
    await stage.loop.tellOf({ id: '1', lines: [{ id: 'line-1', sku: 'API-P', quantity: '3' }] });
    await stage.loop.hub.drain();
    const { invoiceId } = await reissue(voided);
    await stage.loop.hub.drain();
    expect(await rowOf(invoiceId)).toMatchObject({
      documentStatus: 'issued',
      payableMinor: 3n * voided.payableMinor,
    });

    const lost = await voidedInvoice();
    await inOrganization((tx) =>
      tx
        .update(deals)
        .set({ isWon: false })
        .where(eq(deals.id, lost.dealId ?? '')),
    );
    await expect(reissue(lost)).rejects.toMatchObject({ code: 'reissue.not_possible' });
    expect((await liveLines()).map((line) => line.invoiceId)).not.toContain(lost.id);
  });

  test('is drafted again after its draft was discarded, and names only the last one when it is voided twice', async () => {
    const voided = await voidedInvoice();
    await changeEntities({ isAutoSubmit: false });
    const first = await reissue(voided);
    await discardInvoice({
      ctx: stage.loop.organization.author,
      input: { invoiceId: first.invoiceId, reason: 'Not yet.' },
    });
    await changeEntities({ isAutoSubmit: true });
    const second = await reissue(voided);
    expect(second.isNew).toBe(true);
    await stage.loop.hub.drain();
    const again = await rowOf(second.invoiceId);
    await askVoid(again);
    await stage.loop.hub.drain();
    const third = await reissue(again);
    await stage.loop.hub.drain();
    expect((await rowOf(third.invoiceId)).extras.precedingInvoices?.map(({ number }) => number)).toEqual([
      again.number,
    ]);
    // The first void has its replacement: to ask once more gives that, voided as it is.
    expect(await reissue(voided)).toEqual({ invoiceId: second.invoiceId, isNew: false });
  });

  test('is refused with the name of the document that bills the same by now', async () => {
    const voided = await voidedInvoice();
    await changeEntities({ isAutoSubmit: false });
    const { invoiceId } = await reissue(voided);
    // As one that was drafted before the hub noted what a document replaces.
    await inOrganization(async (tx) => {
      await tx.execute(`update invoices set replaces_invoice_id = null where id = '${invoiceId}'`);
    });
    await expect(reissue(voided)).rejects.toMatchObject({
      code: 'reissue.not_possible',
      detail: expect.stringContaining(invoiceId),
    });
  });

  test('is refused while it is not void', async () => {
    const issued = await issuedInvoice();
    await expect(reissue(issued)).rejects.toMatchObject({ code: 'invoice.transition_refused' });
  });
});
