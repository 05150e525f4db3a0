import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { PERMISSIONS } from '../../../runtime/src/core/permissions.ts';
import { auditEntries, invoiceEvents, writeOffs } from '../../../runtime/src/db/schema/index.ts';
import { getBoard } from '../../../runtime/src/flow/read/get-board.ts';
import { listInvoices } from '../../../runtime/src/flow/read/list-invoices.ts';
import { switchSegregation } from '../../../runtime/src/flow/segregation/switch-segregation.ts';
import { voidInvoice } from '../../../runtime/src/flow/void/void-invoice.ts';
import { bookWriteOff } from '../../../runtime/src/flow/write-off/book-write-off.ts';
import { decideWriteOff } from '../../../runtime/src/flow/write-off/decide-write-off.ts';
import { requestWriteOff } from '../../../runtime/src/flow/write-off/request-write-off.ts';
import { createMoneyLoop, type Issued, type MoneyLoop } from './support/money-loop.ts';

let loop: MoneyLoop;

beforeAll(async () => {
  loop = await createMoneyLoop();
});
afterAll(() => loop.hub.close());

const approver = () => loop.organization.approver;
const machine = () => ({ ...loop.author, actor: { kind: 'api_key', id: 'key_1', name: 'n8n' } as const });
const request = (invoiceId: string, ctx = loop.author) =>
  requestWriteOff({ ctx, input: { invoiceId, reason: 'They are insolvent.' } });
const approve = (invoiceId: string, ctx = approver()) =>
  decideWriteOff({ ctx, input: { invoiceId, decision: 'approved' } });
const book = (invoiceId: string, ctx = loop.booker) => bookWriteOff({ ctx, input: { invoiceId } });

async function writtenOff(): Promise<Issued> {
  const invoice = await loop.issued();
  await request(invoice.id);
  await approve(invoice.id);
  await book(invoice.id);
  return invoice;
}

const refused = (code: string) => expect.objectContaining({ code });

describe('a write-off', () => {
  test('goes through three people, and neither a machine nor one of the three twice', async () => {
    const { id } = await loop.issued();
    await expect(request(id, machine())).rejects.toEqual(refused('approval.person_required'));
    await expect(approve(id)).rejects.toEqual(refused('settlement.not_possible'));
    await request(id);
    await expect(request(id, loop.booker)).rejects.toEqual(refused('settlement.not_possible'));
    await expect(book(id)).rejects.toEqual(refused('settlement.not_possible'));
    await expect(approve(id, loop.author)).rejects.toEqual(refused('settlement.same_person'));
    await expect(approve(id, machine())).rejects.toEqual(refused('approval.person_required'));
    await approve(id);
    await expect(book(id, loop.author)).rejects.toEqual(refused('settlement.same_person'));
    await expect(book(id, approver())).rejects.toEqual(refused('settlement.same_person'));
    await book(id);
    await expect(book(id)).rejects.toEqual(refused('settlement.not_possible'));
    expect(await loop.standing(id)).toMatchObject({
      displayStatus: 'written_off',
      boardColumn: 'apart',
      collection: 'closed',
      loss: '2400.00',
      balance: '0.00',
      due: { status: 'not_due' },
    });
    const trail = await loop.inOrganization(async (tx) => ({
      actions: await tx.select().from(auditEntries).where(eq(auditEntries.objectId, id)),
      events: await tx.select().from(invoiceEvents).where(eq(invoiceEvents.invoiceId, id)),
    }));
    expect(
      trail.actions.map(({ action }) => action).filter((action) => action.includes('write_off')),
    ).toEqual(['invoice.request_write_off', 'invoice.approve_write_off', 'invoice.write_off']);
    expect(trail.events.at(-1)?.type).toBe('invoice.written_off');
  });

  test('stands apart on the board, is listed as such, and cannot be voided', async () => {
    const { id } = await writtenOff();
    const apart = (await getBoard({ ctx: loop.author })).find(({ column }) => column === 'apart');
    expect(apart?.invoices.map((invoice) => invoice.id)).toContain(id);
    const list = async (status: 'written_off' | 'paid' | 'unpaid') =>
      (await listInvoices({ ctx: loop.author, input: { limit: 100, status } })).items.map((item) => item.id);
    expect(await list('written_off')).toContain(id);
    expect(await list('paid')).not.toContain(id);
    expect(await list('unpaid')).not.toContain(id);
    const drop = voidInvoice({ ctx: approver(), input: { invoiceId: id, reason: 'Wrong.' } });
    await expect(drop).rejects.toEqual(refused('invoice.payments_applied'));
  });

  test('is one person’s while an administrator switched that rule off, and says so', async () => {
    const switchTo = (isOn: boolean) =>
      switchSegregation({ ctx: loop.author, input: { rule: 'write_off', isOn, reason: 'One of us.' } });
    const { id } = await loop.issued();
    const boss = { ...loop.author, permissions: new Set(PERMISSIONS) };
    await request(id, boss);
    await switchTo(false);
    await approve(id, boss);
    await switchTo(true);
    await expect(book(id, boss)).rejects.toEqual(refused('settlement.same_person'));
    await switchTo(false);
    await book(id, boss);
    await switchTo(true);
    const trail = await loop.inOrganization((tx) =>
      tx.select().from(auditEntries).where(eq(auditEntries.objectId, id)).orderBy(auditEntries.id),
    );
    const lifted = trail.flatMap(({ action, after }) =>
      after !== null && 'liftedRules' in after ? [[action, after.liftedRules]] : [],
    );
    expect(lifted).toEqual([
      ['invoice.approve_write_off', ['write_off']],
      ['invoice.write_off', ['write_off']],
    ]);
  });

  test('needs a reason to be rejected, and can be asked for again afterwards', async () => {
    const { id } = await loop.issued();
    await request(id);
    const reject = (reason?: string) =>
      decideWriteOff({
        ctx: approver(),
        input: { invoiceId: id, decision: 'rejected', ...(reason === undefined ? {} : { reason }) },
      });
    await expect(reject()).rejects.toEqual(refused('approval.reason_required'));
    await reject('They pay in January.');
    await request(id);
    expect((await loop.standing(id)).balance).toBe('2400.00');
  });

  test('books what is owed by then, never more than was approved', async () => {
    const { id } = await loop.issued();
    const { payment } = await loop.pay({ invoiceId: id, amount: '1000.00' });
    await request(id);
    await approve(id);
    await loop.pay({ invoiceId: id, amount: '400.00' });
    await book(id);
    expect(await loop.standing(id)).toMatchObject({ cash: '1400.00', loss: '1000.00', balance: '0.00' });
    expect(payment.unapplied).toBe('0.00');
  });

  test('of a draft, a paid invoice or nothing is refused', async () => {
    const { id } = await loop.issued();
    await loop.pay({ invoiceId: id, amount: '2400.00' });
    await expect(request(id)).rejects.toEqual(refused('settlement.not_possible'));
  });

  test('has three people in the database itself, whatever code writes it', async () => {
    const { id } = await loop.issued();
    await request(id);
    const { actor } = loop.author;
    const forged = loop.inOrganization((tx) =>
      tx
        .update(writeOffs)
        .set({ state: 'approved', decidedBy: actor, decidedAt: loop.hub.clock.now() })
        .where(eq(writeOffs.invoiceId, id)),
    );
    await expect(forged).rejects.toThrow();
  });
});

describe('money after a write-off', () => {
  test('takes it back for as much: a part leaves the rest a loss, all of it is paid', async () => {
    const { id } = await writtenOff();
    await loop.pay({ invoiceId: id, amount: '900.00' });
    expect(await loop.standing(id)).toMatchObject({
      displayStatus: 'written_off',
      cash: '900.00',
      loss: '1500.00',
      balance: '0.00',
    });
    const { payment } = await loop.pay({ invoiceId: id, amount: '1600.00' });
    expect(payment.unapplied).toBe('100.00');
    expect(await loop.standing(id)).toMatchObject({ displayStatus: 'paid', loss: '0.00', balance: '0.00' });
    const events = await loop.inOrganization((tx) =>
      tx.select().from(invoiceEvents).where(eq(invoiceEvents.invoiceId, id)).orderBy(invoiceEvents.sequence),
    );
    expect(events.map(({ type }) => type).slice(-5)).toEqual([
      'invoice.written_off',
      'invoice.recovered',
      'invoice.written_off',
      'invoice.recovered',
      'invoice.paid',
    ]);
  });

  test('a credit note takes the loss back first, and leaves nothing to a customer who never paid', async () => {
    const invoice = await writtenOff();
    const note = await loop.credit(invoice, '2400.00');
    expect(await loop.standing(invoice.id)).toMatchObject({ settlement: 'credited', loss: '0.00' });
    expect(await loop.standing(note)).toMatchObject({ balance: '0.00' });
  });
});
