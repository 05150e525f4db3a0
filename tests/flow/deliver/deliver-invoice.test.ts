import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { deadLetters, sendAttempts } from '../../../runtime/src/db/schema/index.ts';
import { deliverInvoice } from '../../../runtime/src/flow/deliver/deliver-invoice.ts';
import { sendInvoice } from '../../../runtime/src/flow/deliver/send-invoice.ts';
import { createLoop, type Loop } from '../../support/create-loop.ts';

let loop: Loop;
let nextDeal = 1;

beforeAll(async () => {
  loop = await createLoop();
});

afterAll(() => loop.hub.close());

async function issuedInvoice(currency: 'USD' | 'JPY' = 'USD'): Promise<string> {
  const id = String(nextDeal++);
  await loop.tellOf({ id, currency, lines: [{ id: `line-${id}`, sku: 'API-P' }] });
  await loop.hub.drain();
  return (await loop.invoices()).at(-1)?.id ?? '';
}

const attemptsOf = (invoiceId: string) =>
  loop.hub.database.inOrganization(loop.organization.id, (tx) =>
    tx.select().from(sendAttempts).where(eq(sendAttempts.invoiceId, invoiceId)).orderBy(sendAttempts.id),
  );

test('an issued invoice goes to its bill-to contact once, with the issued PDF and a Message-ID of ours', async () => {
  const invoiceId = await issuedInvoice();
  const mail = loop.hub.mails.at(-1);
  const [attempt] = await attemptsOf(invoiceId);
  expect(mail).toMatchObject({
    messageId: attempt?.messageId,
    to: [{ name: 'Dana Whitfield', address: 'ap@northwind.example' }],
    subject: expect.stringMatching(/^Invoice INV-2026-\d{4} from Sanka, Inc\.$/),
  });
  expect(mail?.text).toContain('$2,400.00');
  expect(mail?.attachments[0]?.filename).toMatch(/^INV-2026-\d{4}\.pdf$/);
  expect(attempt).toMatchObject({ state: 'sent', messageId: `<${attempt?.id}@hub.example>` });
});

test('a Japanese invoice is sent in Japanese', async () => {
  await issuedInvoice('JPY');
  expect(loop.hub.mails.at(-1)?.subject).toMatch(/^【サンカ株式会社】請求書 JP-2026-\d{4}$/);
});

test('an unavailable server leaves the attempt queued and the same message is tried again', async () => {
  loop.hub.setEmailOutcome({ state: 'unavailable', detail: 'connection refused' });
  const before = loop.hub.mails.length;
  const id = String(nextDeal++);
  await loop.tellOf({ id, lines: [{ id: `line-${id}`, sku: 'API-P' }] });
  await loop.hub.drain();
  const tried = loop.hub.mails.slice(before);
  expect(tried.length).toBeGreaterThan(1);
  expect(new Set(tried.map((mail) => mail.messageId)).size).toBe(1);
  const [letter] = await loop.hub.database.inOrganization(loop.organization.id, (tx) =>
    tx.select().from(deadLetters).where(eq(deadLetters.code, 'delivery.unavailable')),
  );
  expect(letter).toMatchObject({ state: 'dead', queue: 'deliver', attemptCount: tried.length });
  loop.hub.setEmailOutcome({ state: 'sent', response: 'kept' });
});

test('an outcome that is not known is shown as such and is not repeated without a word', async () => {
  loop.hub.setEmailOutcome({ state: 'unknown', detail: 'the connection broke after the message' });
  const before = loop.hub.mails.length;
  const invoiceId = await issuedInvoice();
  expect(loop.hub.mails.length).toBe(before + 1);
  expect((await attemptsOf(invoiceId)).map((attempt) => attempt.state)).toEqual(['unknown']);
  loop.hub.setEmailOutcome({ state: 'sent', response: 'kept' });
  await loop.hub.drain();
  expect(loop.hub.mails.length).toBe(before + 1);
  await sendInvoice({ ctx: loop.organization.approver, input: { invoiceId } });
  await loop.hub.drain();
  const states = await attemptsOf(invoiceId);
  expect(states.map((attempt) => attempt.state)).toEqual(['unknown', 'sent']);
  expect(new Set(states.map((attempt) => attempt.messageId)).size).toBe(2);
});

test('an attempt that was under way when the hub died is shown as unknown and not sent again', async () => {
  const invoiceId = await issuedInvoice();
  await sendInvoice({ ctx: loop.organization.approver, input: { invoiceId } });
  await loop.hub.database.inOrganization(loop.organization.id, (tx) =>
    tx.update(sendAttempts).set({ state: 'sending' }).where(eq(sendAttempts.state, 'queued')),
  );
  const before = loop.hub.mails.length;
  const ctx = loop.hub.system(loop.organization.id);
  await expect(deliverInvoice({ ctx, input: { invoiceId } })).rejects.toMatchObject({
    code: 'delivery.outcome_unknown',
  });
  expect(loop.hub.mails.length).toBe(before);
  expect((await attemptsOf(invoiceId)).at(-1)?.state).toBe('unknown');
});

test('asking twice while one send is under way makes one attempt', async () => {
  const invoiceId = await issuedInvoice();
  const send = () => sendInvoice({ ctx: loop.organization.approver, input: { invoiceId } });
  await Promise.all([send(), send()]);
  expect((await attemptsOf(invoiceId)).filter((attempt) => attempt.state === 'queued')).toHaveLength(1);
});

test('a key without the permission cannot send', async () => {
  const invoiceId = await issuedInvoice();
  const viewer = { ...loop.organization.approver, permissions: new Set(['read'] as const) };
  await expect(sendInvoice({ ctx: viewer, input: { invoiceId } })).rejects.toMatchObject({
    code: 'auth.scope_missing',
  });
});
