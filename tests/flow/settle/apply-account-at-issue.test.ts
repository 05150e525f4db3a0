import { and, eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { auditEntries, entities } from '../../../runtime/src/db/schema/index.ts';
import { readAccount } from '../../../runtime/src/flow/read/read-account.ts';
import { applyAccountAtIssue } from '../../../runtime/src/flow/settle/apply-account-at-issue.ts';
import { applyAccountCredit } from '../../../runtime/src/flow/settle/apply-account-credit.ts';
import { findLiveOfInvoice } from '../../../runtime/src/flow/settle/live-allocations.ts';
import { unapplyAllocation } from '../../../runtime/src/flow/settle/unapply-allocation.ts';
import { voidInvoice } from '../../../runtime/src/flow/void/void-invoice.ts';
import { createMoneyLoop, type Issued, type MoneyLoop } from './support/money-loop.ts';

let loop: MoneyLoop;

beforeAll(async () => {
  loop = await createMoneyLoop();
});
afterAll(() => loop.hub.close());

const letApply = (isAutoApply: boolean) =>
  loop.inOrganization((tx) =>
    tx.update(entities).set({ isAutoApply }).where(eq(entities.id, loop.organization.usEntityId)),
  );
const onAccount = async ({ customerId, entityId, currency }: Issued) => {
  const accounts = await readAccount({ ctx: loop.author, input: { customerId } });
  return accounts.find((one) => one.entityId === entityId && one.currency === currency)?.total ?? '0.00';
};
const again = async (invoiceId: string) => {
  await applyAccountAtIssue({ ctx: loop.hub.system(loop.organization.id), input: { invoiceId } });
};
const entriesOf = (invoiceId: string) => loop.inOrganization((tx) => findLiveOfInvoice(tx, invoiceId));

test('what is on account pays nothing by itself unless the legal entity says so', async () => {
  const paid = await loop.issued();
  await loop.pay({ invoiceId: paid.id, amount: '2450.00' });
  await loop.credit(paid, '300.00');
  await letApply(false);
  const later = await loop.issued();
  expect(await loop.standing(later.id)).toMatchObject({ settlement: 'unpaid', balance: '2400.00' });
  expect(await onAccount(paid)).toBe('350.00');
  await loop.pay({ invoiceId: later.id, amount: '2400.00' });
});

test('else it pays an invoice as it is issued, once, as the system and on the record', async () => {
  await letApply(true);
  const invoice = await loop.issued();
  expect(await loop.standing(invoice.id)).toMatchObject({
    ...{ settlement: 'partially_paid', credit: '300.00', cash: '50.00', balance: '2050.00' },
  });
  expect(await onAccount(invoice)).toBe('0.00');
  await again(invoice.id);
  expect(await entriesOf(invoice.id)).toHaveLength(2);
  const audited = await loop.inOrganization((tx) =>
    tx
      .select({ actor: auditEntries.actor })
      .from(auditEntries)
      .where(
        and(eq(auditEntries.objectId, invoice.id), eq(auditEntries.action, 'invoice.apply_account_credit')),
      ),
  );
  expect(audited).toMatchObject([{ actor: { kind: 'system' } }]);
  await loop.pay({ invoiceId: invoice.id, amount: '2050.00' });
});

test('money in another currency, and what a person took off, stays where it is; and so does what is taken off again', async () => {
  const first = await loop.issued();
  await loop.pay({ invoiceId: first.id, amount: '2400.00' });
  await loop.credit(first, '100.00');
  const yen = { customerId: first.customerId, entityId: loop.organization.jpEntityId, currency: 'JPY' };
  await loop.pay({ amount: '5000', ...yen });
  const second = await loop.issued();
  expect(await loop.standing(second.id)).toMatchObject({
    credit: '100.00',
    cash: '0.00',
    balance: '2300.00',
  });
  const [entry] = await entriesOf(second.id);
  await unapplyAllocation({
    ctx: loop.author,
    input: { invoiceId: second.id, allocationId: entry?.id ?? '', reason: 'It is for another invoice.' },
  });
  await again(second.id);
  expect(await loop.standing(second.id)).toMatchObject({ credit: '0.00', balance: '2400.00' });
  const [cash] = await entriesOf(first.id);
  await unapplyAllocation({
    ctx: loop.author,
    input: { invoiceId: first.id, allocationId: cash?.id ?? '', reason: 'The payer asked.' },
  });
  const third = await loop.issued();
  // The credit note is free again; the money that was taken off by hand waits for a person.
  expect(await loop.standing(third.id)).toMatchObject({ credit: '100.00', cash: '0.00', balance: '2300.00' });
});

test('an invoice that credit of the account was put on is not voided with it: it is taken off first, and is on account again', async () => {
  const credited = await loop.issued();
  await letApply(false);
  await loop.pay({ invoiceId: credited.id, amount: '2400.00' });
  await loop.credit(credited, '70.00');
  const invoice = await loop.issued();
  const before = await onAccount(invoice);
  await applyAccountCredit({ ctx: loop.author, input: { invoiceId: invoice.id, amount: '70.00' } });
  expect(await loop.standing(invoice.id)).toMatchObject({ credit: '70.00', cash: '0.00' });
  const askVoid = () =>
    voidInvoice({ ctx: loop.organization.approver, input: { invoiceId: invoice.id, reason: 'Wrong.' } });
  await expect(askVoid()).rejects.toMatchObject({
    code: 'invoice.payments_applied',
    detail: expect.stringContaining('70.00 USD'),
  });
  const [entry] = await entriesOf(invoice.id);
  await unapplyAllocation({
    ctx: loop.author,
    input: { invoiceId: invoice.id, allocationId: entry?.id ?? '', reason: 'Wrong.' },
  });
  await askVoid();
  await loop.hub.drain();
  expect(await loop.standing(invoice.id)).toMatchObject({ displayStatus: 'voided' });
  expect(await onAccount(invoice)).toBe(before);
});
