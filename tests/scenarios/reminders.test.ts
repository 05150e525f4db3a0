import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createFolderChannel } from '../../runtime/src/adapters/channels/create-folder-channel.ts';
import { addDays } from '../../runtime/src/core/civil-date.ts';
import { READY_POLICY } from '../../runtime/src/core/reminders/reminder-policy.ts';
import { invoiceEvents } from '../../runtime/src/db/schema/index.ts';
import { setCollection } from '../../runtime/src/flow/collect/set-collection.ts';
import type { InvoiceRow } from '../../runtime/src/flow/get-invoice-row.ts';
import { savePolicy } from '../../runtime/src/flow/remind/save-policy.ts';
import { recordPayment } from '../../runtime/src/flow/settle/record-payment.ts';
import { enqueueClockJobs } from '../../runtime/src/worker/clock-jobs.ts';
import { createLoop, type Loop } from '../support/create-loop.ts';
import { readMail } from '../support/read-mail.ts';

let loop: Loop;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'seikyu-reminders-'));
  loop = await createLoop({ email: createFolderChannel({ folder }) });
});
afterAll(async () => {
  await loop.hub.close();
  await rm(folder, { recursive: true });
});

async function issue(id: string, currency: 'USD' | 'JPY'): Promise<InvoiceRow> {
  await loop.tellOf({ id, currency, lines: [{ id: `line-${id}`, sku: 'API-P' }] });
  await loop.hub.drain();
  const invoice = (await loop.invoices()).at(-1);
  if (invoice?.number == null) throw new Error('the invoice is not issued');
  return invoice;
}

const mailOf = (name = ''): Promise<string> => readMail(join(folder, name));

/** A day with a tick of the clock while it is day in Tokyo and one while it is in California; returns the reminders of that day. */
async function liveThrough(day: string): Promise<string[]> {
  const before = new Set(await readdir(folder));
  for (const hour of ['01', '18']) {
    loop.hub.clock.set(`${day}T${hour}:00:00.000Z`);
    await enqueueClockJobs(loop.hub.deps);
    await loop.hub.drain();
  }
  const after = await readdir(folder);
  return after.filter((name) => name.startsWith('rmd_') && !before.has(name));
}

async function liveUntil(from: string, to: string): Promise<{ day: string; mails: string[] }[]> {
  const sent: { day: string; mails: string[] }[] = [];
  for (let day = from; day <= to; day = addDays(day, 1)) {
    const mails = await liveThrough(day);
    if (mails.length > 0) sent.push({ day, mails });
  }
  return sent;
}

const save = (entityId: string, isOn: boolean) =>
  savePolicy({ ctx: loop.organization.author, input: { entityId, isOn, definition: READY_POLICY } });

const eventsOf = async (invoice: InvoiceRow): Promise<string[]> => {
  const rows = await loop.hub.database.inOrganization(loop.organization.id, (tx) =>
    tx
      .select()
      .from(invoiceEvents)
      .where(eq(invoiceEvents.invoiceId, invoice.id))
      .orderBy(invoiceEvents.sequence),
  );
  return rows.map(({ type }) => type).filter((type) => type.startsWith('invoice.remind'));
};

test('over 60 days customers are reminded by the policy of their entity, once a step, and never of what was paid or paused', async () => {
  const { usEntityId, jpEntityId } = loop.organization;
  // Due on 2026-12-24 (30 days) and 2026-12-31 (the end of the next month).
  loop.hub.clock.set('2026-11-24T18:00:00.000Z');
  const [first, yen] = [await issue('d1', 'USD'), await issue('d2', 'JPY')];
  expect([first.dueDate, yen.dueDate]).toEqual(['2026-12-24', '2026-12-31']);
  loop.hub.clock.set('2026-11-29T18:00:00.000Z');
  const second = await issue('d3', 'USD');
  expect(second.dueDate).toBe('2026-12-29');
  await save(usEntityId, true);
  await save(jpEntityId, false);

  // Three days before the due date of the first; the second waits for the days between, and is paid in time for no mail.
  const before = await liveUntil('2026-12-15', '2026-12-27');
  expect(before.map(({ day, mails }) => [day, mails.length])).toEqual([
    ['2026-12-21', 1],
    ['2026-12-26', 1],
  ]);
  const notice = await mailOf(before[0]?.mails[0]);
  expect(notice).toContain('Payment reminder from Sanka, Inc.: $2,400.00');
  expect(notice).toContain(`- Invoice ${first.number}: $2,400.00, due on 2026-12-24\n`);
  expect(notice).toContain('This is a friendly reminder');
  // What is late by then is listed beside what is about to be.
  const both = await mailOf(before[1]?.mails[0]);
  expect(both).toContain(`- Invoice ${first.number}: $2,400.00, due on 2026-12-24, 2 days late\n`);
  expect(both).toContain(`- Invoice ${second.number}: $2,400.00, due on 2026-12-29\n`);
  expect(both).toContain('Total: $4,800.00');

  // Part of the first is paid, and the second promised for a day to come.
  const finance = loop.organization.approver;
  await recordPayment({
    ctx: finance,
    input: {
      invoiceId: first.id,
      amount: '2000.00',
      currency: 'USD',
      receivedOn: '2026-12-27',
      rest: 'keep',
      externalId: 'part',
    },
  });
  await setCollection({
    ctx: finance,
    input: {
      invoiceId: second.id,
      collection: { status: 'paused', until: '2027-01-12', reason: 'Their new year.' },
    },
  });
  await save(jpEntityId, true);
  const january = await liveUntil('2026-12-28', '2027-01-12');
  expect(january.map(({ day }) => day)).toEqual(['2026-12-28', '2026-12-31', '2027-01-07']);
  // The policy was turned on within three days of the yen invoice's due date.
  const japanese = await mailOf(january[0]?.mails[0]);
  expect(japanese).toContain('お支払いのお願い(¥396,000)');
  expect(japanese).toContain(`・請求書 ${yen.number}:¥396,000(お支払期限 2026-12-31)`);
  const late = await mailOf(january[1]?.mails[0]);
  expect(late).toContain(`- Invoice ${first.number}: $400.00, due on 2026-12-24, 7 days late\n`);
  expect(late).not.toContain(second.number);

  // The pause is over: what it held back is asked for, in the tone of the step that is reached by then.
  await recordPayment({
    ctx: finance,
    input: {
      invoiceId: first.id,
      amount: '400.00',
      currency: 'USD',
      receivedOn: '2027-01-12',
      rest: 'keep',
      externalId: 'rest',
    },
  });
  const rest = await liveUntil('2027-01-13', '2027-02-13');
  expect(rest.map(({ day, mails }) => [day, mails.length])).toEqual([
    ['2027-01-13', 1],
    ['2027-01-14', 1],
    ['2027-01-28', 1],
    ['2027-01-30', 1],
  ]);
  const firm = await mailOf(rest[0]?.mails[0]);
  expect(firm).toContain(`- Invoice ${second.number}: $2,400.00, due on 2026-12-29, 15 days late\n`);
  expect(firm).toContain('have not reached us');
  expect(await eventsOf(first)).toEqual(Array.from({ length: 4 }, () => 'invoice.reminded'));
  expect(await eventsOf(second)).toEqual([
    'invoice.reminded',
    'invoice.reminded',
    'invoice.reminded',
    'invoice.reminders_exhausted',
  ]);
});
