import { and, eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { READY_POLICY } from '../../../runtime/src/core/reminders/reminder-policy.ts';
import { auditEntries, deadLetters, invoiceEvents, reminders } from '../../../runtime/src/db/schema/index.ts';
import { setCollection } from '../../../runtime/src/flow/collect/set-collection.ts';
import { replayDeadLetter } from '../../../runtime/src/flow/control/replay-dead-letter.ts';
import { reportDelivery } from '../../../runtime/src/flow/deliver/report-delivery.ts';
import { openDispute } from '../../../runtime/src/flow/dispute/open-dispute.ts';
import { listExceptions } from '../../../runtime/src/flow/exceptions/list-exceptions.ts';
import { getInvoice } from '../../../runtime/src/flow/read/get-invoice.ts';
import { beginReminder } from '../../../runtime/src/flow/remind/begin-reminder.ts';
import { listPolicies } from '../../../runtime/src/flow/remind/list-policies.ts';
import { planDueReminders } from '../../../runtime/src/flow/remind/plan-due-reminders.ts';
import { previewReminders } from '../../../runtime/src/flow/remind/preview-reminders.ts';
import { readReminders } from '../../../runtime/src/flow/remind/read-reminders.ts';
import { remindNow } from '../../../runtime/src/flow/remind/remind-now.ts';
import { removePolicy } from '../../../runtime/src/flow/remind/remove-policy.ts';
import { savePolicy } from '../../../runtime/src/flow/remind/save-policy.ts';
import { sendReminder } from '../../../runtime/src/flow/remind/send-reminder.ts';
import { recordPayment } from '../../../runtime/src/flow/settle/record-payment.ts';
import { createLoop, type Loop } from '../../support/create-loop.ts';
import { dealOfCustomer } from '../../support/deal-of-customer.ts';

let loop: Loop;
let nextCustomer = 7100;
/** Noon in California: 2027-01-05, twelve days after the due date of what is issued on 2026-11-24. */
const LATE = '2027-01-05T20:00:00.000Z';

beforeAll(async () => {
  loop = await createLoop();
});
afterAll(() => loop.hub.close());
beforeEach(async () => {
  loop.hub.setEmailOutcome({ state: 'sent', response: 'kept' });
  loop.hub.clock.set('2026-11-24T20:00:00.000Z');
});

const system = () => loop.hub.system(loop.organization.id);
const inOrganization: Loop['hub']['database']['inOrganization'] = (organizationId, work) =>
  loop.hub.database.inOrganization(organizationId, work);

type Sold = { id: string; number: string; customerId: string };

/** An issued invoice of 2,400.00 USD of a customer of its own, late by now; the policy of that customer alone is on. */
async function lateInvoice(isOn = true): Promise<Sold> {
  const company = String(nextCustomer++);
  const deal = { id: `d${company}`, lines: [{ id: `l-${company}`, sku: 'API-P' }] };
  await loop.tell('deal', deal.id, dealOfCustomer(deal, company));
  await loop.hub.drain();
  const invoice = (await loop.invoices()).at(-1);
  if (invoice?.number == null) throw new Error('the invoice is not issued');
  const { id, number, customerId } = invoice;
  await savePolicy({
    ctx: loop.organization.author,
    input: { entityId: invoice.entityId, customerId, isOn, definition: READY_POLICY },
  });
  loop.hub.clock.set(LATE);
  loop.hub.mails.length = 0;
  return { id, number, customerId };
}

const plan = async () => {
  await planDueReminders({ ctx: system() });
  await loop.hub.drain();
};
const mailsAbout = ({ number }: Sold) => loop.hub.mails.filter(({ text }) => text.includes(number));
const rowsOf = ({ customerId }: Sold) =>
  inOrganization(loop.organization.id, (tx) =>
    tx.select().from(reminders).where(eq(reminders.customerId, customerId)).orderBy(reminders.id),
  );
const eventsOf = async ({ id }: Sold) => {
  const rows = await inOrganization(loop.organization.id, (tx) =>
    tx.select().from(invoiceEvents).where(eq(invoiceEvents.invoiceId, id)).orderBy(invoiceEvents.sequence),
  );
  return rows.map(({ type }) => type).filter((type) => type.startsWith('invoice.remind'));
};
const pay = ({ id }: Sold, amount: string) =>
  recordPayment({
    ctx: loop.organization.approver,
    input: {
      invoiceId: id,
      amount,
      currency: 'USD',
      receivedOn: '2027-01-04',
      rest: 'keep',
      externalId: `pay-${id}`,
    },
  });

test('nobody is reminded while the policy is off', async () => {
  const sold = await lateInvoice(false);
  await plan();
  expect(mailsAbout(sold)).toEqual([]);
  expect(await readReminders({ ctx: system(), input: { invoiceId: sold.id } })).toMatchObject({
    policy: { isOn: false, isOfCustomer: true },
    next: { state: 'off', nextOn: null, sum: '2400.00', daysOverdue: 12 },
    sent: [],
  });
});

test('a mail goes out once, with the issued document, its audit entries and its event', async () => {
  const sold = await lateInvoice();
  await Promise.all(Array.from({ length: 4 }, () => planDueReminders({ ctx: system() })));
  await loop.hub.drain();
  await plan();
  const [mail, ...others] = mailsAbout(sold);
  expect(others).toEqual([]);
  expect(mail).toMatchObject({
    subject: 'Payment reminder from Sanka, Inc.: $2,400.00',
    attachments: [{ filename: `${sold.number}.pdf`, mediaType: 'application/pdf' }],
  });
  const [row] = await rowsOf(sold);
  expect(row).toMatchObject({
    state: 'sent',
    subject: mail?.subject,
    body: mail?.text,
    messageId: mail?.messageId,
  });
  expect(await eventsOf(sold)).toEqual(['invoice.reminded']);
  const audit = await inOrganization(loop.organization.id, (tx) =>
    tx
      .select({ action: auditEntries.action })
      .from(auditEntries)
      .where(eq(auditEntries.objectId, row?.id ?? '')),
  );
  expect(audit.map(({ action }) => action)).toEqual(['reminder.request', 'reminder.sent']);
});

test('before nine o’clock in the zone of the entity nobody is written to', async () => {
  const sold = await lateInvoice();
  loop.hub.clock.set('2027-01-05T16:59:00.000Z');
  await plan();
  expect(mailsAbout(sold)).toEqual([]);
  loop.hub.clock.set('2027-01-05T17:00:00.000Z');
  await plan();
  expect(mailsAbout(sold)).toHaveLength(1);
});

test('what was paid while the mail waited is not asked for', async () => {
  const sold = await lateInvoice();
  await planDueReminders({ ctx: system() });
  await pay(sold, '2400.00');
  await loop.hub.drain();
  expect(mailsAbout(sold).filter(({ subject }) => subject.startsWith('Payment reminder'))).toEqual([]);
  expect((await rowsOf(sold)).map(({ state }) => state)).toEqual(['cancelled']);
  expect(await eventsOf(sold)).toEqual([]);
});

test('killed while it was handed over, a mail is unknown and not repeated, until a person says so', async () => {
  const sold = await lateInvoice();
  await planDueReminders({ ctx: system() });
  const [queued] = await rowsOf(sold);
  const reminderId = queued?.id ?? '';
  // The process dies after this commit, with the mail perhaps handed over.
  await inOrganization(loop.organization.id, (tx) => beginReminder(tx, system(), reminderId));
  await loop.hub.drain();
  expect(mailsAbout(sold)).toEqual([]);
  expect((await rowsOf(sold)).map(({ state }) => state)).toEqual(['unknown']);
  expect(await eventsOf(sold)).toEqual(['invoice.reminder_unknown']);
  await sendReminder({ ctx: system(), input: { reminderId } });
  await plan();
  expect(mailsAbout(sold)).toEqual([]);
  const [letter] = await inOrganization(loop.organization.id, (tx) =>
    tx
      .select()
      .from(deadLetters)
      .where(and(eq(deadLetters.queue, 'remind'), eq(deadLetters.subjectKey, reminderId))),
  );
  await replayDeadLetter({ ctx: loop.organization.author, input: { deadLetterId: letter?.id ?? '' } });
  await loop.hub.drain();
  expect(mailsAbout(sold).map(({ messageId }) => messageId)).toEqual([queued?.messageId]);
});

test('a mail server that is down is tried again with the same message', async () => {
  const sold = await lateInvoice();
  loop.hub.setEmailOutcome({ state: 'unavailable', detail: 'connection refused' });
  await planDueReminders({ ctx: system() });
  const [row] = await rowsOf(sold);
  await expect(sendReminder({ ctx: system(), input: { reminderId: row?.id ?? '' } })).rejects.toMatchObject({
    code: 'delivery.unavailable',
  });
  loop.hub.setEmailOutcome({ state: 'sent', response: 'kept' });
  await loop.hub.drain();
  expect(new Set(mailsAbout(sold).map(({ messageId }) => messageId)).size).toBe(1);
  expect((await rowsOf(sold)).map(({ state }) => state)).toEqual(['sent']);
});

test('a disputed part is not asked for, and a paused invoice not at all', async () => {
  const sold = await lateInvoice();
  const { approver } = loop.organization;
  await openDispute({ ctx: approver, input: { invoiceId: sold.id, reason: 'One seat.', amount: '400.00' } });
  await plan();
  expect(mailsAbout(sold).map(({ subject }) => subject)).toEqual([
    'Payment reminder from Sanka, Inc.: $2,000.00',
  ]);
  const paused = await lateInvoice();
  await setCollection({
    ctx: approver,
    input: { invoiceId: paused.id, collection: { status: 'paused', until: '2027-02-01', reason: 'Asked.' } },
  });
  await plan();
  expect(mailsAbout(paused)).toEqual([]);
  const asked = remindNow({ ctx: approver, input: { invoiceId: paused.id } });
  await expect(asked).rejects.toMatchObject({ code: 'reminder.not_possible' });
});

test('a person reminds whatever the policy says, once a day, and only of what is owed', async () => {
  const sold = await lateInvoice(false);
  const { approver, author } = loop.organization;
  await expect(
    remindNow({ ctx: { ...approver, permissions: new Set(['read']) }, input: { invoiceId: sold.id } }),
  ).rejects.toMatchObject({ code: 'auth.scope_missing' });
  await remindNow({ ctx: approver, input: { invoiceId: sold.id } });
  const again = () => remindNow({ ctx: approver, input: { invoiceId: sold.id } });
  await expect(again()).rejects.toMatchObject({ code: 'reminder.not_possible' });
  await loop.hub.drain();
  await expect(again()).rejects.toMatchObject({ code: 'reminder.not_possible' });
  expect(mailsAbout(sold)).toHaveLength(1);
  const view = await readReminders({ ctx: author, input: { invoiceId: sold.id } });
  expect(view.sent).toMatchObject([{ state: 'sent', isByHand: true, attempt: 1 }]);
  await pay(sold, '2400.00');
  loop.hub.clock.set('2027-01-06T20:00:00.000Z');
  await expect(again()).rejects.toMatchObject({ code: 'settlement.not_possible' });
});

test('the dry run says who would be written to and why others would not, and sends nothing', async () => {
  const [due, off] = [await lateInvoice(), await lateInvoice(false)];
  loop.hub.clock.set(LATE);
  const { usEntityId, author } = loop.organization;
  const { plans } = await previewReminders({
    ctx: author,
    input: { entityId: usEntityId, definition: READY_POLICY },
  });
  const stateOf = (sold: Sold) => plans.find(({ customerId }) => customerId === sold.customerId)?.state;
  expect([stateOf(due), stateOf(off)]).toEqual(['due', 'off']);
  await loop.hub.drain();
  expect(await rowsOf(due)).toEqual([]);
});

test('a policy of a customer goes before that of the entity, until it is removed', async () => {
  const sold = await lateInvoice(false);
  const { usEntityId, author } = loop.organization;
  await savePolicy({ ctx: author, input: { entityId: usEntityId, isOn: true, definition: READY_POLICY } });
  await plan();
  expect(mailsAbout(sold)).toEqual([]);
  const policies = await listPolicies({ ctx: author, input: { entityId: usEntityId } });
  const own = policies.find(({ customerId }) => customerId === sold.customerId);
  await removePolicy({ ctx: author, input: { policyId: own?.id ?? '' } });
  await plan();
  expect(mailsAbout(sold)).toHaveLength(1);
});

test('only an administrator turns reminders on, and a smallest sum has the decimals of its currency', async () => {
  const { usEntityId, author, approver } = loop.organization;
  const input = { entityId: usEntityId, isOn: true, definition: READY_POLICY };
  await expect(savePolicy({ ctx: approver, input })).rejects.toMatchObject({ code: 'auth.scope_missing' });
  const definition = { ...READY_POLICY, thresholds: [{ currency: 'JPY', amount: '0.5' }] };
  await expect(savePolicy({ ctx: author, input: { ...input, definition } })).rejects.toMatchObject({
    code: 'request.invalid',
    errors: [{ pointer: '/definition/thresholds/0/amount' }],
  });
});

const debit = ({ id }: Sold, state: 'processing' | 'settled' | 'failed', changes = {}) =>
  recordPayment({
    ctx: loop.organization.approver,
    input: {
      invoiceId: id,
      amount: '2400.00',
      currency: 'USD',
      receivedOn: '2027-01-04',
      rest: 'keep',
      externalId: `debit-${id}`,
      state,
      ...changes,
    },
  });

test('what is on its way is not asked for, by the clock or by hand, and is again once it failed', async () => {
  const sold = await lateInvoice();
  await debit(sold, 'processing');
  await plan();
  expect(mailsAbout(sold)).toEqual([]);
  await expect(
    remindNow({ ctx: loop.organization.author, input: { invoiceId: sold.id } }),
  ).rejects.toMatchObject({
    code: 'reminder.not_possible',
  });
  await debit(sold, 'failed', { failureReason: 'The account has no funds.' });
  await plan();
  expect(mailsAbout(sold)).toHaveLength(1);
});

test('of an invoice that a part is on its way to only the rest is asked for', async () => {
  const sold = await lateInvoice();
  await debit(sold, 'processing', { amount: '1400.00' });
  await plan();
  expect(mailsAbout(sold).map(({ subject }) => subject)).toEqual([
    'Payment reminder from Sanka, Inc.: $1,000.00',
  ]);
});

test('a reminder that waits to be sent is not sent once the money is on its way', async () => {
  const sold = await lateInvoice();
  await planDueReminders({ ctx: system() });
  await debit(sold, 'processing');
  await loop.hub.drain();
  expect(mailsAbout(sold)).toEqual([]);
  expect(await rowsOf(sold)).toMatchObject([{ state: 'cancelled' }]);
});

test('money of which nobody heard for longer than any takes holds no reminder off', async () => {
  const sold = await lateInvoice();
  await debit(sold, 'processing', { receivedOn: '2026-12-06' });
  await plan();
  expect(mailsAbout(sold)).toEqual([]);
  loop.hub.clock.set('2027-01-06T20:00:00.000Z');
  await plan();
  expect(mailsAbout(sold)).toHaveLength(1);
});

test('a reminder that came back is told of for its invoice, waits for a person, and is over once another goes out', async () => {
  const sold = await lateInvoice();
  await plan();
  const ctx = loop.organization.author;
  const [row] = await rowsOf(sold);
  const told = { mail: row?.messageId ?? '', kind: 'bounced', reason: '550 no such user' } as const;
  const answers = await Promise.all([1, 2, 3].map(() => reportDelivery({ ctx, input: told })));
  expect(answers.filter(({ isNew }) => isNew)).toMatchObject([
    { mail: { kind: 'reminder', id: row?.id }, invoiceIds: [sold.id] },
  ]);
  expect(await eventsOf(sold)).toEqual(['invoice.reminded', 'invoice.reminder_bounced']);
  const { sent } = await readReminders({ ctx, input: { invoiceId: sold.id } });
  expect(sent).toMatchObject([{ reported: 'bounced', reports: [{ kind: 'bounced', reason: told.reason }] }]);
  // The invoice itself went out, and its next mail is warned of.
  const { standing, bouncedRecipients } = await getInvoice({ ctx, input: { invoiceId: sold.id } });
  expect([standing.delivery, bouncedRecipients.length]).toEqual(['sent', 1]);
  const waiting = async () =>
    (await listExceptions({ ctx, input: { limit: 100, kind: 'bounce' } })).items.filter(
      ({ invoiceId }) => invoiceId === sold.id,
    );
  expect(await waiting()).toMatchObject([{ code: 'reminder_bounced', owner: null }]);
  loop.hub.clock.set('2027-01-20T20:00:00.000Z');
  await plan();
  expect(await rowsOf(sold)).toHaveLength(2);
  expect(await waiting()).toEqual([]);
});
