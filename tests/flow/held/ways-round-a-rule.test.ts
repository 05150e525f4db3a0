import { afterAll, beforeAll, expect, test } from 'vitest';
import { closeDispute } from '../../../runtime/src/flow/dispute/close-dispute.ts';
import { openDispute } from '../../../runtime/src/flow/dispute/open-dispute.ts';
import { readSettlement } from '../../../runtime/src/flow/read/read-settlement.ts';
import { refundInvoice } from '../../../runtime/src/flow/settle/refund-invoice.ts';
import { refundPayment } from '../../../runtime/src/flow/settle/refund-payment.ts';
import { unapplyAllocation } from '../../../runtime/src/flow/settle/unapply-allocation.ts';
import { createHeldStage, type HeldStage } from './support/held-stage.ts';

let stage: HeldStage;
beforeAll(async () => {
  stage = await createHeldStage();
});
afterAll(() => stage.work.loop.hub.close());

test('a rule on the total counts what went back before, out of the invoice and of its money', async () => {
  const invoiceId = await stage.paid();
  const ask = (amount: string) =>
    refundInvoice({
      ctx: stage.kenji,
      input: {
        ...{ invoiceId, amount, refundedOn: '2026-11-23', reason: 'In parts.' },
        externalId: `out-${stage.next()}`,
      },
    });
  expect((await ask('600.00')).state).toBe('done');
  const { entries } = await readSettlement({ ctx: stage.work.author, input: { invoiceId } });
  const part = entries.find(({ kind, isReversible }) => kind === 'payment' && isReversible);
  await unapplyAllocation({
    ctx: stage.kenji,
    input: { invoiceId, allocationId: part?.id ?? '', reason: 'Not theirs.' },
  });
  const input = { paymentId: part?.sourceId ?? '', amount: '300.00', refundedOn: '2026-11-23' };
  const send = (externalId: string) =>
    refundPayment({ ctx: stage.kenji, input: { ...input, reason: 'In parts.', externalId } });
  expect((await send(`out-${stage.next()}`)).state).toBe('done');
  expect((await send(`out-${stage.next()}`)).state).toBe('held');
});

test('money that is taken off its invoice first is not sent back past the rule', async () => {
  const invoiceId = await stage.paid();
  const { entries } = await readSettlement({ ctx: stage.work.author, input: { invoiceId } });
  const [{ id: allocationId = '', sourceId: paymentId = '' } = {}] = entries;
  await unapplyAllocation({ ctx: stage.kenji, input: { invoiceId, allocationId, reason: 'Not theirs.' } });
  const input = {
    ...{ paymentId, amount: '2000.00', refundedOn: '2026-11-23', reason: 'Paid twice.' },
    externalId: `out-${stage.next()}`,
  };
  const send = () => refundPayment({ ctx: stage.kenji, input });
  expect((await send()).state).toBe('held');
  await stage.work.decide(stage.work.approver, invoiceId);
  expect(await send()).toMatchObject({ state: 'done', isNew: false });
  const rest = { ...input, amount: '401.00', externalId: `out-${stage.next()}` };
  await expect(refundPayment({ ctx: stage.kenji, input: rest })).rejects.toMatchObject({
    code: 'settlement.exceeds',
  });
});

test('a void that a rule holds is not had by disputing the invoice and giving in', async () => {
  const invoiceId = await stage.issued();
  await openDispute({ ctx: stage.kenji, input: { invoiceId, reason: 'Wrong buyer.' } });
  const close = { outcome: 'accepted', settledWith: 'reissue', reason: 'True.' } as const;
  const accept = () => closeDispute({ ctx: stage.kenji, input: { invoiceId, close } });
  await expect(accept()).rejects.toMatchObject({ code: 'settlement.not_possible' });
  expect(await stage.work.statusOf(invoiceId)).toBe('issued');
  await stage.askVoid(invoiceId);
  await stage.work.decide(stage.work.approver, invoiceId);
  await stage.work.loop.hub.drain();
  await accept();
  await stage.work.loop.hub.drain();
  expect((await stage.viewOf(invoiceId)).replacedBy).not.toBeNull();
});
