import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { entities, invoiceEvents } from '../../../runtime/src/db/schema/index.ts';
import { resumeCollections } from '../../../runtime/src/flow/collect/resume-collections.ts';
import { type SetCollectionInput, setCollection } from '../../../runtime/src/flow/collect/set-collection.ts';
import { creditInvoice } from '../../../runtime/src/flow/credit/credit-invoice.ts';
import { type CloseDisputeInput, closeDispute } from '../../../runtime/src/flow/dispute/close-dispute.ts';
import { openDispute } from '../../../runtime/src/flow/dispute/open-dispute.ts';
import { getBoard } from '../../../runtime/src/flow/read/get-board.ts';
import { readAging } from '../../../runtime/src/flow/read/read-aging.ts';
import { createMoneyLoop, type MoneyLoop } from './support/money-loop.ts';

let loop: MoneyLoop;

beforeAll(async () => {
  loop = await createMoneyLoop();
});
afterAll(() => loop.hub.close());

const refused = (code: string) => expect.objectContaining({ code });
const open = (invoiceId: string, more: { amount?: string; positions?: number[] } = {}) =>
  openDispute({ ctx: loop.author, input: { invoiceId, reason: 'Never ordered.', ...more } });
const close = (invoiceId: string, input: CloseDisputeInput, ctx = loop.author) =>
  closeDispute({ ctx, input: { invoiceId, close: input } });
const collect = (invoiceId: string, collection: SetCollectionInput) =>
  setCollection({ ctx: loop.author, input: { invoiceId, collection } });
const typesOf = (invoiceId: string) =>
  loop.inOrganization(async (tx) => {
    const rows = await tx
      .select()
      .from(invoiceEvents)
      .where(eq(invoiceEvents.invoiceId, invoiceId))
      .orderBy(invoiceEvents.sequence);
    return rows.map(({ type }) => type);
  });
/** Every invoice of the board by column, as its lists show them, which must be as many as it counts. */
async function columnOf(invoiceId: string): Promise<string | undefined> {
  const board = await getBoard({ ctx: loop.author });
  for (const { invoices, count } of board) expect(invoices).toHaveLength(count);
  return board.find(({ invoices }) => invoices.some(({ id }) => id === invoiceId))?.column;
}

describe('a dispute', () => {
  test('is shown before everything but a write-off, and pauses collecting until it is withdrawn', async () => {
    const { id } = await loop.issued();
    await open(id, { amount: '200.00', positions: [1] });
    await expect(open(id)).rejects.toEqual(refused('settlement.not_possible'));
    expect(await loop.standing(id)).toMatchObject({ displayStatus: 'disputed', collection: 'paused' });
    expect(await columnOf(id)).toBe('sent');
    await close(id, { outcome: 'withdrawn', reason: 'They found the order.' });
    expect(await loop.standing(id)).toMatchObject({ dispute: 'withdrawn', collection: 'normal' });
    expect((await typesOf(id)).slice(-2)).toEqual(['invoice.dispute_opened', 'invoice.dispute_closed']);
    await expect(close(id, { outcome: 'rejected', reason: 'Late.' })).rejects.toEqual(
      refused('settlement.not_possible'),
    );
  });

  test('about money that was paid has its place on the board, too', async () => {
    const { id } = await loop.issued();
    await loop.pay({ invoiceId: id, amount: '2400.00' });
    await open(id);
    expect(await loop.standing(id)).toMatchObject({ displayStatus: 'disputed', settlement: 'paid' });
    expect(await columnOf(id)).toBe('sent');
    await close(id, { outcome: 'rejected', reason: 'Delivered and signed for.' });
    expect(await columnOf(id)).toBe('paid');
  });

  test('is accepted with a credit note of the invoice only, by somebody who may approve', async () => {
    const [invoice, other] = [await loop.issued(), await loop.issued()];
    await open(invoice.id);
    const draft = async (invoiceId: string) =>
      (await creditInvoice({ ctx: loop.author, input: { invoiceId, reason: 'Agreed.' } })).creditNoteId;
    const accept = async (creditNoteId: string, ctx = loop.author) =>
      close(invoice.id, { outcome: 'accepted', reason: 'Agreed.', creditNoteId }, ctx);
    await expect(accept(await draft(other.id))).rejects.toEqual(refused('settlement.not_possible'));
    const note = await draft(invoice.id);
    const permissions = new Set([...loop.author.permissions].filter((name) => name !== 'approve'));
    await expect(accept(note, { ...loop.author, permissions })).rejects.toEqual(
      refused('auth.scope_missing'),
    );
    await accept(note);
    expect((await loop.standing(invoice.id)).dispute).toBe('accepted');
  });

  test('names lines that the invoice has and no more than it is', async () => {
    const { id } = await loop.issued();
    await expect(open(id, { positions: [2] })).rejects.toEqual(refused('request.invalid'));
    await expect(open(id, { amount: '2400.01' })).rejects.toEqual(refused('request.invalid'));
  });
});

describe('collecting', () => {
  test('goes on by itself after a pause, and is told of once', async () => {
    const { id } = await loop.issued();
    await expect(collect(id, { status: 'paused', until: '2026-11-01', reason: 'Late.' })).rejects.toEqual(
      refused('request.invalid'),
    );
    await collect(id, { status: 'paused', until: '2026-11-30', reason: 'They move house.' });
    expect((await loop.standing(id)).collection).toBe('paused');
    const before = loop.hub.clock.now();
    loop.hub.clock.set('2026-12-02T00:00:00Z');
    expect((await loop.standing(id)).collection).toBe('normal');
    const system = loop.hub.system(loop.organization.id);
    await resumeCollections({ ctx: system });
    await resumeCollections({ ctx: system });
    expect((await typesOf(id)).filter((type) => type === 'invoice.collection_changed')).toHaveLength(2);
    loop.hub.clock.set(before.toISOString());
  });

  test('is raised by a promise that was broken, and not by one that was kept', async () => {
    const [broken, kept] = [await loop.issued(), await loop.issued()];
    const promise = { status: 'promised', until: '2026-11-30', amount: '1400.00' } as const;
    await expect(collect(kept.id, { ...promise, amount: '2400.01' })).rejects.toEqual(
      refused('request.invalid'),
    );
    await collect(broken.id, promise);
    await collect(kept.id, promise);
    await loop.pay({ invoiceId: broken.id, amount: '1399.99' });
    await loop.pay({ invoiceId: kept.id, amount: '1400.00' });
    const before = loop.hub.clock.now();
    loop.hub.clock.set('2026-12-02T00:00:00Z');
    await resumeCollections({ ctx: loop.hub.system(loop.organization.id) });
    expect((await loop.standing(broken.id)).collection).toBe('escalated');
    expect((await loop.standing(kept.id)).collection).toBe('normal');
    expect((await typesOf(broken.id)).at(-1)).toBe('invoice.promise_broken');
    await collect(broken.id, { status: 'normal' });
    expect((await loop.standing(broken.id)).collection).toBe('normal');
    loop.hub.clock.set(before.toISOString());
  });

  test('of a paid invoice is closed', async () => {
    const { id } = await loop.issued();
    await loop.pay({ invoiceId: id, amount: '2400.00' });
    expect((await loop.standing(id)).collection).toBe('closed');
    await expect(collect(id, { status: 'normal' })).rejects.toEqual(refused('settlement.not_possible'));
  });
});

test('the ageing report sums what is owed by its age on the day of the entity, with the level that it names', async () => {
  const own = await createMoneyLoop();
  try {
    const overdueLevels = [
      { name: 'First reminder', days: 7 },
      { name: 'Final notice', days: 40 },
    ];
    await own.inOrganization((tx) => tx.update(entities).set({ overdueLevels }));
    const [late, paid, disputed] = [await own.issued(), await own.issued(), await own.issued()];
    await own.pay({ invoiceId: late.id, amount: '400.00' });
    await own.pay({ invoiceId: paid.id, amount: '2400.00' });
    await openDispute({ ctx: own.author, input: { invoiceId: disputed.id, reason: 'Never ordered.' } });
    const zero = { '1-30': '0.00', '31-60': '0.00', '61-90': '0.00', over_90: '0.00' };
    expect((await readAging({ ctx: own.author })).rows).toMatchObject([
      { notDue: '4400.00', overdue: zero, total: '4400.00', disputed: '2400.00', overdueLevel: null },
    ]);
    own.hub.clock.set(`${late.dueDate}T12:00:00Z`);
    own.hub.clock.advance(41 * 24 * 3_600_000);
    const { rows, sums } = await readAging({ ctx: own.author });
    expect(rows).toMatchObject([
      {
        customerName: 'Northwind Robotics',
        overdue: { ...zero, '31-60': '4400.00' },
        daysOverdue: 41,
        overdueLevel: 'Final notice',
      },
    ]);
    expect(sums).toMatchObject([{ currency: 'USD', total: '4400.00' }]);
    expect(await own.standing(late.id)).toMatchObject({ overdueLevel: 'Final notice' });
    await own.pay({ invoiceId: late.id, amount: '2000.00' });
    expect(await own.standing(late.id)).toMatchObject({ overdueLevel: null });
  } finally {
    await own.hub.close();
  }
});
