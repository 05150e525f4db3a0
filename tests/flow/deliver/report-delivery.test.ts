import { and, eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  auditEntries,
  boardRows,
  deadLetters,
  deliveryReports,
  invoiceEvents,
} from '../../../runtime/src/db/schema/index.ts';
import { correctInvoice } from '../../../runtime/src/flow/correct/correct-invoice.ts';
import { closeBounce } from '../../../runtime/src/flow/deliver/close-bounce.ts';
import {
  type ReportDeliveryInput,
  reportDelivery,
} from '../../../runtime/src/flow/deliver/report-delivery.ts';
import { reportMessage } from '../../../runtime/src/flow/deliver/report-message.ts';
import { sendInvoice } from '../../../runtime/src/flow/deliver/send-invoice.ts';
import { assignException } from '../../../runtime/src/flow/exceptions/assign-exception.ts';
import { listExceptions } from '../../../runtime/src/flow/exceptions/list-exceptions.ts';
import { getInvoice, type InvoiceView } from '../../../runtime/src/flow/read/get-invoice.ts';
import { voidInvoice } from '../../../runtime/src/flow/void/void-invoice.ts';
import { bounceMessage } from '../../support/bounce-message.ts';
import { createLoop, type Loop } from '../../support/create-loop.ts';
import { seedOrganization } from '../../support/seed-organization.ts';

const DANA = 'ap@northwind.example';
const REASON = '5.1.1 smtp; 550 no such user';
let loop: Loop;
let nextDeal = 1;

beforeAll(async () => {
  loop = await createLoop();
});
beforeEach(() => loop.hub.setEmailOutcome({ state: 'sent', response: 'kept' }));
afterAll(() => loop.hub.close());

const author = () => loop.organization.author;
const inside = <T>(work: Parameters<typeof loop.hub.database.inOrganization<T>>[1]): Promise<T> =>
  loop.hub.database.inOrganization(loop.organization.id, work);

async function sentInvoice(): Promise<string> {
  const id = String(nextDeal++);
  await loop.tellOf({ id, lines: [{ id: `line-${id}`, sku: 'API-P' }] });
  await loop.hub.drain();
  return (await loop.invoices()).at(-1)?.id ?? '';
}

/** Sent once more, to these people. */
async function sentTo(...emails: [email: string, role: 'bill_to' | 'copy'][]): Promise<string> {
  const invoiceId = await sentInvoice();
  const recipients = emails.map(([email, role]) => ({ role, name: email, email, locale: 'en' as const }));
  await correctInvoice({ ctx: author(), input: { invoiceId, reason: 'More people.', recipients } });
  await loop.hub.drain();
  await sendAgain(invoiceId);
  return invoiceId;
}

async function sendAgain(invoiceId: string): Promise<void> {
  loop.hub.clock.advance(1_000);
  await sendInvoice({ ctx: author(), input: { invoiceId } });
  await loop.hub.drain();
}

const viewOf = (invoiceId: string): Promise<InvoiceView> =>
  getInvoice({ ctx: author(), input: { invoiceId } });
const newestMail = async (invoiceId: string) => {
  const [newest] = (await viewOf(invoiceId)).attempts;
  if (newest === undefined) throw new Error('nothing was sent');
  return newest;
};
const tell = async (invoiceId: string, told: Partial<ReportDeliveryInput> = {}) =>
  reportDelivery({
    ctx: author(),
    input: { mail: (await newestMail(invoiceId)).messageId, kind: 'bounced', ...told },
  });
const eventsOf = async (invoiceId: string): Promise<string[]> =>
  (
    await inside((tx) =>
      tx
        .select({ type: invoiceEvents.type })
        .from(invoiceEvents)
        .where(eq(invoiceEvents.invoiceId, invoiceId))
        .orderBy(invoiceEvents.sequence),
    )
  ).map(({ type }) => type);
const toldOf = async (invoiceId: string): Promise<string[]> =>
  (await eventsOf(invoiceId)).filter((type) =>
    ['invoice.sent', 'invoice.opened', 'invoice.bounced'].includes(type),
  );
const phaseOf = async (invoiceId: string) =>
  (await inside((tx) => tx.select().from(boardRows).where(eq(boardRows.invoiceId, invoiceId))))[0]?.phase;
const bouncesOf = async (invoiceId: string) =>
  (await listExceptions({ ctx: author(), input: { limit: 100, kind: 'bounce' } })).items.filter(
    (each) => each.invoiceId === invoiceId,
  );
const reportsKept = async (): Promise<number> =>
  (await inside((tx) => tx.select().from(deliveryReports))).length;

describe('a bounce', () => {
  test('makes the delivery bounced with its reason, takes the document off the sent ones, and is told of once', async () => {
    const invoiceId = await sentInvoice();
    expect(await phaseOf(invoiceId)).toBe('sent');
    const at = loop.hub.clock.now().toISOString();
    const told = { recipient: DANA.toUpperCase(), at, reason: REASON, id: 'feedback-1' };
    const { messageId, id } = await newestMail(invoiceId);
    const recorded = {
      mail: { kind: 'document', id },
      invoiceIds: [invoiceId],
      recipient: DANA,
      kind: 'bounced',
    };
    expect(await tell(invoiceId, told)).toEqual({ ...recorded, isNew: true });
    expect(await tell(invoiceId, told)).toEqual({ ...recorded, isNew: false });
    // The same bounce, told by somebody else as well.
    expect(await tell(invoiceId, { mail: id, id: 'another' })).toMatchObject({ isNew: false });
    const view = await viewOf(invoiceId);
    expect(view.standing).toMatchObject({
      delivery: 'bounced',
      displayStatus: 'issued',
      boardColumn: 'approved',
    });
    expect(view.standing.reachedAt.sent).toBeNull();
    expect(await phaseOf(invoiceId)).toBe('approved');
    expect(view.attempts).toMatchObject([
      {
        messageId,
        state: 'sent',
        reported: 'bounced',
        reports: [{ recipient: DANA, kind: 'bounced', reason: REASON }],
      },
    ]);
    expect(view.bouncedRecipients).toMatchObject([{ email: DANA, reason: REASON }]);
    expect(await toldOf(invoiceId)).toEqual(['invoice.sent', 'invoice.bounced']);
    const [event] = view.timeline.filter(({ type }) => type === 'invoice.bounced');
    expect(event?.data).toMatchObject({
      attemptId: id,
      recipients: [DANA],
      reason: REASON,
      delivery: 'bounced',
      previous: { delivery: 'sent' },
    });
    const audits = await inside((tx) =>
      tx
        .select()
        .from(auditEntries)
        .where(and(eq(auditEntries.objectId, invoiceId), eq(auditEntries.action, 'delivery.report_bounced'))),
    );
    expect(audits).toMatchObject([{ reason: REASON, after: { mailId: id, recipients: [DANA] } }]);
  });

  test('waits for a person with an age and an owner, until another mail of the document goes out', async () => {
    const invoiceId = await sentInvoice();
    await tell(invoiceId, { reason: REASON });
    const [bounce] = await bouncesOf(invoiceId);
    expect(bounce).toMatchObject({
      object: { kind: 'delivery_report' },
      code: 'bounced',
      text: { en: `${DANA}: ${REASON}`, ja: `${DANA}: ${REASON}` },
      since: loop.hub.clock.now(),
      owner: null,
    });
    const exceptionId = bounce?.id ?? '';
    await assignException({ ctx: author(), input: { exceptionId, ownerId: author().actor.id } });
    expect(await bouncesOf(invoiceId)).toMatchObject([{ id: exceptionId, owner: { id: author().actor.id } }]);
    loop.hub.setEmailOutcome({ state: 'refused', detail: '550 no such user' });
    await sendAgain(invoiceId);
    expect((await viewOf(invoiceId)).standing.delivery).toBe('bounced');
    expect(await bouncesOf(invoiceId)).toHaveLength(1);
    loop.hub.setEmailOutcome({ state: 'sent', response: 'kept' });
    await sendAgain(invoiceId);
    expect(await bouncesOf(invoiceId)).toEqual([]);
    expect((await viewOf(invoiceId)).standing).toMatchObject({ delivery: 'sent', displayStatus: 'sent' });
    expect(await phaseOf(invoiceId)).toBe('sent');
    // It comes back as well: another exception, and nobody's.
    await tell(invoiceId);
    const [again] = await bouncesOf(invoiceId);
    expect([again?.id === exceptionId, again?.owner]).toEqual([false, null]);
  });

  test('of an earlier mail that comes late changes nothing of a later one that went out', async () => {
    const invoiceId = await sentInvoice();
    const { messageId } = await newestMail(invoiceId);
    await sendAgain(invoiceId);
    await tell(invoiceId, { mail: messageId });
    expect((await viewOf(invoiceId)).standing).toMatchObject({ delivery: 'sent', displayStatus: 'sent' });
    expect(await bouncesOf(invoiceId)).toEqual([]);
    expect(await phaseOf(invoiceId)).toBe('sent');
  });

  test('that somebody saw to otherwise is no exception any more; what was reported stays', async () => {
    const invoiceId = await sentInvoice();
    await tell(invoiceId);
    const reportId = (await bouncesOf(invoiceId))[0]?.object.id ?? '';
    const close = () => closeBounce({ ctx: author(), input: { reportId, reason: 'Sent by post.' } });
    await close();
    await close();
    expect(await bouncesOf(invoiceId)).toEqual([]);
    const view = await viewOf(invoiceId);
    expect(view.standing.delivery).toBe('bounced');
    expect(view.attempts[0]?.reports).toMatchObject([{ closed: { reason: 'Sent by post.' } }]);
    const audits = await inside((tx) =>
      tx.select().from(auditEntries).where(eq(auditEntries.action, 'delivery.close_bounce')),
    );
    expect(audits).toMatchObject([{ objectId: invoiceId, reason: 'Sent by post.' }]);
  });

  test('of one of several recipients is told of that recipient, and the document stays sent', async () => {
    const invoiceId = await sentTo(
      [DANA, 'bill_to'],
      ['cfo@northwind.example', 'bill_to'],
      ['pm@b.example', 'copy'],
    );
    await expect(tell(invoiceId)).rejects.toMatchObject({ errors: [{ pointer: '/recipient' }] });
    await tell(invoiceId, { recipient: 'pm@b.example' });
    await tell(invoiceId, { recipient: DANA });
    const view = await viewOf(invoiceId);
    expect(view.standing).toMatchObject({ delivery: 'sent', displayStatus: 'sent' });
    expect(view.bouncedRecipients.map(({ email }) => email).sort()).toEqual([DANA, 'pm@b.example']);
    expect((await bouncesOf(invoiceId)).map(({ text }) => text?.en).sort()).toEqual([DANA, 'pm@b.example']);
    await tell(invoiceId, { recipient: 'cfo@northwind.example' });
    expect((await viewOf(invoiceId)).standing.delivery).toBe('bounced');
    expect((await toldOf(invoiceId)).filter((type) => type === 'invoice.bounced')).toHaveLength(3);
  });

  test('is no exception while its document is void, and is kept all the same', async () => {
    const invoiceId = await sentInvoice();
    await voidInvoice({ ctx: loop.organization.approver, input: { invoiceId, reason: 'Wrong.' } });
    await loop.hub.drain();
    await tell(invoiceId);
    const view = await viewOf(invoiceId);
    expect([view.document.status, view.standing.delivery]).toEqual(['voided', 'bounced']);
    expect(await bouncesOf(invoiceId)).toEqual([]);
  });

  test('tells the CRM of the status that it shows', async () => {
    const invoiceId = await sentInvoice();
    const statuses = () =>
      loop.crm.writes.flatMap(({ fields }) => ('invoiceStatus' in fields ? [fields['invoiceStatus']] : []));
    expect(statuses().at(-1)).toBe('sent');
    await tell(invoiceId);
    await loop.hub.drain();
    expect(statuses().at(-1)).toBe('issued');
  });
});

describe('reports in any order', () => {
  test('come to the same: a late "sent" takes neither "opened" nor "bounced" back', async () => {
    const [first, second] = [await sentInvoice(), await sentInvoice()];
    for (const kind of ['sent', 'opened', 'bounced'] as const) await tell(first, { kind });
    for (const kind of ['bounced', 'opened', 'sent'] as const) await tell(second, { kind });
    for (const invoiceId of [first, second]) {
      expect((await viewOf(invoiceId)).standing.delivery).toBe('bounced');
      expect((await newestMail(invoiceId)).reports).toHaveLength(3);
    }
    expect(await toldOf(first)).toEqual(['invoice.sent', 'invoice.opened', 'invoice.bounced']);
    expect(await toldOf(second)).toEqual(['invoice.sent', 'invoice.bounced']);
  });

  test('that somebody opened the mail is told of once, however often they do', async () => {
    const invoiceId = await sentInvoice();
    for (const id of ['open-1', 'open-2', 'open-3']) await tell(invoiceId, { kind: 'opened', id });
    expect((await viewOf(invoiceId)).standing).toMatchObject({ delivery: 'opened', displayStatus: 'sent' });
    expect(await toldOf(invoiceId)).toEqual(['invoice.sent', 'invoice.opened']);
  });

  test('at the same moment are one report and one event', async () => {
    const invoiceId = await sentInvoice();
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, place) =>
        tell(invoiceId, { id: place % 2 === 0 ? 'same' : `of-${place}` }),
      ),
    );
    expect(answers.filter(({ isNew }) => isNew)).toHaveLength(1);
    expect(await toldOf(invoiceId)).toEqual(['invoice.sent', 'invoice.bounced']);
    expect(await bouncesOf(invoiceId)).toHaveLength(1);
  });

  test('while another mail is asked for and handed over, neither is lost nor holds the other up', async () => {
    const invoiceId = await sentInvoice();
    const { messageId: mail } = await newestMail(invoiceId);
    await Promise.all([tell(invoiceId, { mail }), sendInvoice({ ctx: author(), input: { invoiceId } })]);
    await Promise.all([loop.hub.drain(), tell(invoiceId, { mail, kind: 'opened' })]);
    const { attempts, standing } = await viewOf(invoiceId);
    expect(standing.delivery).toBe('sent');
    expect(attempts.map(({ state, reported }) => [state, reported])).toEqual([
      ['sent', null],
      ['sent', 'bounced'],
    ]);
  });
});

describe('a mail of which it is not known whether it went out', () => {
  test('did where a provider reports of it: it is sent, no exception, and its failed job is over', async () => {
    loop.hub.setEmailOutcome({ state: 'unknown', detail: 'the connection broke' });
    const invoiceId = await sentInvoice();
    expect((await viewOf(invoiceId)).standing).toMatchObject({ delivery: 'not_sent', isSendUnknown: true });
    await tell(invoiceId, { kind: 'sent' });
    expect((await viewOf(invoiceId)).standing).toMatchObject({
      delivery: 'sent',
      isSendUnknown: false,
      displayStatus: 'sent',
    });
    expect(await phaseOf(invoiceId)).toBe('sent');
    expect(await toldOf(invoiceId)).toEqual(['invoice.sent']);
    const letters = await inside((tx) =>
      tx.select().from(deadLetters).where(eq(deadLetters.subjectKey, invoiceId)),
    );
    expect(letters.map(({ state }) => state)).toEqual(['resolved']);
    const waiting = await listExceptions({ ctx: author(), input: { limit: 100 } });
    expect(waiting.items.filter((each) => each.invoiceId === invoiceId)).toEqual([]);
  });
});

describe('a report is refused and nothing kept', () => {
  test.each([
    ['a name that no mail has', { mail: '<nobody@hub.example>' }, 'delivery.mail_unknown'],
    ['an id that no mail has', { mail: 'snd_0198f1c27a4e7c119d5b2f6f3f1f9a10' }, 'delivery.mail_unknown'],
    ['somebody who is no recipient', { recipient: 'eve@else.example' }, 'delivery.report_refused'],
    ['a time that has not come', { at: '2099-01-01T00:00:00Z' }, 'request.invalid'],
    ['a time before the mail', { at: '2020-01-01T00:00:00Z' }, 'request.invalid'],
  ])('%s', async (_, told, code) => {
    const invoiceId = await sentInvoice();
    const before = await reportsKept();
    await expect(tell(invoiceId, told)).rejects.toMatchObject({ code });
    expect(await reportsKept()).toBe(before);
    expect((await viewOf(invoiceId)).standing.delivery).toBe('sent');
  });

  test.each(['refused', 'unavailable'] as const)('of a mail that never went out (%s)', async (state) => {
    loop.hub.setEmailOutcome({ state, detail: 'no' });
    const invoiceId = await sentInvoice();
    await expect(tell(invoiceId)).rejects.toMatchObject({ code: 'delivery.report_refused' });
  });

  test('under an id that names another report', async () => {
    const [first, second] = [await sentInvoice(), await sentInvoice()];
    await tell(first, { kind: 'sent', id: 'event-7' });
    await expect(tell(first, { id: 'event-7' })).rejects.toMatchObject({ code: 'delivery.report_id_reused' });
    await expect(tell(second, { kind: 'sent', id: 'event-7' })).rejects.toMatchObject({
      code: 'delivery.report_id_reused',
    });
    expect((await viewOf(first)).standing.delivery).toBe('sent');
  });

  test('from another organization, without the permission, or without a grant for the legal entity', async () => {
    const invoiceId = await sentInvoice();
    const stranger = await seedOrganization(loop.hub, { name: `Stranger ${invoiceId}` });
    const { id: mail } = await newestMail(invoiceId);
    const { approver, jpEntityId } = loop.organization;
    for (const [ctx, code] of [
      [stranger.author, 'delivery.mail_unknown'],
      [{ ...author(), permissions: new Set(['read', 'edit'] as const) }, 'auth.scope_missing'],
      [{ ...author(), entityIds: [jpEntityId] }, 'auth.entity_not_granted'],
    ] as const) {
      await expect(reportDelivery({ ctx, input: { mail, kind: 'bounced' } })).rejects.toMatchObject({ code });
    }
    await tell(invoiceId);
    const reportId = (await bouncesOf(invoiceId))[0]?.object.id ?? '';
    for (const [ctx, code] of [
      [stranger.author, 'record.not_found'],
      [{ ...approver, permissions: new Set(['read'] as const) }, 'auth.scope_missing'],
    ] as const) {
      await expect(closeBounce({ ctx, input: { reportId, reason: 'x' } })).rejects.toMatchObject({ code });
    }
  });
});

test('a hostile reason is kept as one bounded line, as text', async () => {
  const invoiceId = await sentInvoice();
  await tell(invoiceId, {
    reason: `<img src=x onerror=alert(1)>\r\nBcc: a@b.example\u202e\u2028${'y'.repeat(9_000)}`,
  });
  const [report] = (await newestMail(invoiceId)).reports;
  expect(report?.reason).toMatch(/^<img src=x onerror=alert\(1\)> Bcc: a@b\.example y+$/);
  expect(report?.reason).toHaveLength(500);
});

describe("a mail server's notification", () => {
  const take = (message: string) =>
    reportMessage({ ctx: author(), input: { bytes: new TextEncoder().encode(message) } });

  test('bounces the recipients that it names, once, and leaves the ones whose mail is late', async () => {
    const invoiceId = await sentTo([DANA, 'bill_to'], ['cfo@northwind.example', 'bill_to']);
    const { messageId: about } = await newestMail(invoiceId);
    const message = bounceMessage({
      about,
      messageId: `<dsn-${invoiceId}@mx.customer.example>`,
      groups: [
        { recipient: DANA.toUpperCase() },
        { recipient: 'cfo@northwind.example', action: 'delayed', status: '4.4.1' },
      ],
    });
    expect(await take(message)).toMatchObject([{ recipient: DANA, kind: 'bounced', isNew: true }]);
    expect(await take(message)).toMatchObject([{ recipient: DANA, kind: 'bounced', isNew: false }]);
    const { reports, reported } = await newestMail(invoiceId);
    expect(reported).toBe('sent');
    expect(reports).toMatchObject([{ recipient: DANA, reason: '5.1.1 smtp; 550 5.1.1 no such user' }]);
  });

  test('about the only recipient counts under whatever address the mail came back from', async () => {
    const invoiceId = await sentInvoice();
    const { messageId: about } = await newestMail(invoiceId);
    await take(
      bounceMessage({
        about,
        messageId: `<f-${invoiceId}@mx>`,
        groups: [{ recipient: 'dana@home.example' }],
      }),
    );
    expect((await newestMail(invoiceId)).reports).toMatchObject([{ recipient: DANA, kind: 'bounced' }]);
  });

  test('of several recipients, one of whom nobody knows, is refused as a whole', async () => {
    const invoiceId = await sentTo([DANA, 'bill_to'], ['cfo@northwind.example', 'bill_to']);
    const { messageId: about } = await newestMail(invoiceId);
    const groups = [{ recipient: DANA }, { recipient: 'eve@else.example' }];
    await expect(take(bounceMessage({ about, messageId: '<w@mx>', groups }))).rejects.toMatchObject({
      code: 'delivery.report_refused',
    });
    expect((await newestMail(invoiceId)).reports).toEqual([]);
  });

  test('with a date that cannot be is kept with the time at which it came', async () => {
    const invoiceId = await sentInvoice();
    const { messageId: about } = await newestMail(invoiceId);
    const date = 'Fri, 31 Dec 9999 23:59:59 +0000';
    await take(bounceMessage({ about, messageId: '<late@mx>', date, groups: [{ recipient: DANA }] }));
    expect((await newestMail(invoiceId)).reports).toMatchObject([{ at: loop.hub.clock.now() }]);
  });

  test('about no mail of ours, and what is no notification, is refused', async () => {
    const groups = [{ recipient: DANA }];
    await expect(take(bounceMessage({ about: '<other@else.example>', groups }))).rejects.toMatchObject({
      code: 'delivery.mail_unknown',
    });
    await expect(take('Subject: Out of office\r\n\r\nI am away.')).rejects.toMatchObject({
      code: 'delivery.message_unreadable',
    });
  });
});

test('a recipient whose last mail came back is warned of on their other invoices, until one gets through', async () => {
  const first = await sentInvoice();
  const second = await sentInvoice();
  expect((await viewOf(second)).bouncedRecipients).toEqual([]);
  await tell(second, { reason: REASON });
  for (const invoiceId of [first, second]) {
    expect((await viewOf(invoiceId)).bouncedRecipients).toMatchObject([{ email: DANA, reason: REASON }]);
  }
  await sendAgain(first);
  expect((await viewOf(second)).bouncedRecipients).toEqual([]);
});
