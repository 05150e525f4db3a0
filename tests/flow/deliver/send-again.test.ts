import { and, eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { deadLetters, sendAttempts } from '../../../runtime/src/db/schema/index.ts';
import { replayDeadLetter } from '../../../runtime/src/flow/control/replay-dead-letter.ts';
import { sendInvoice } from '../../../runtime/src/flow/deliver/send-invoice.ts';
import { createLoop, type Loop } from '../../support/create-loop.ts';

let loop: Loop;
let nextDeal = 1;

beforeAll(async () => {
  loop = await createLoop();
});

beforeEach(() => loop.hub.setEmailOutcome({ state: 'sent', response: 'kept' }));

afterAll(() => loop.hub.close());

async function issuedInvoice(): Promise<string> {
  const id = String(nextDeal++);
  await loop.tellOf({ id, lines: [{ id: `line-${id}`, sku: 'API-P' }] });
  await loop.hub.drain();
  return (await loop.invoices()).at(-1)?.id ?? '';
}

const statesOf = async (invoiceId: string): Promise<string[]> => {
  const rows = await loop.hub.database.inOrganization(loop.organization.id, (tx) =>
    tx
      .select({ state: sendAttempts.state })
      .from(sendAttempts)
      .where(eq(sendAttempts.invoiceId, invoiceId))
      .orderBy(sendAttempts.id),
  );
  return rows.map((row) => row.state);
};

const lettersOf = (invoiceId: string) =>
  loop.hub.database.inOrganization(loop.organization.id, (tx) =>
    tx
      .select()
      .from(deadLetters)
      .where(and(eq(deadLetters.queue, 'deliver'), eq(deadLetters.subjectKey, invoiceId)))
      .orderBy(deadLetters.id),
  );

test('after the last try to reach the mail server, "send" again tries the same message, and its dead letter is resolved', async () => {
  loop.hub.setEmailOutcome({ state: 'unavailable', detail: 'connection refused' });
  const invoiceId = await issuedInvoice();
  expect(await statesOf(invoiceId)).toEqual(['queued']);
  expect((await lettersOf(invoiceId)).map((letter) => letter.state)).toEqual(['dead']);
  loop.hub.setEmailOutcome({ state: 'sent', response: 'kept' });
  await sendInvoice({ ctx: loop.organization.approver, input: { invoiceId } });
  await loop.hub.drain();
  expect(await statesOf(invoiceId)).toEqual(['sent']);
  expect((await lettersOf(invoiceId)).map((letter) => letter.state)).toEqual(['resolved']);
});

test.each([
  ['refused', 'failed'],
  ['unknown', 'unknown'],
] as const)('replaying a send that was %s makes a new attempt', async (state, kept) => {
  loop.hub.setEmailOutcome({ state, detail: 'something went wrong' });
  const invoiceId = await issuedInvoice();
  const [letter] = await lettersOf(invoiceId);
  loop.hub.setEmailOutcome({ state: 'sent', response: 'kept' });
  const before = loop.hub.mails.length;
  await replayDeadLetter({ ctx: loop.organization.author, input: { deadLetterId: letter?.id ?? '' } });
  await loop.hub.drain();
  expect(await statesOf(invoiceId)).toEqual([kept, 'sent']);
  expect(loop.hub.mails).toHaveLength(before + 1);
});

test('a send that the replay would refuse leaves the dead letter as it was', async () => {
  loop.hub.setEmailOutcome({ state: 'refused', detail: '550 no such user' });
  const invoiceId = await issuedInvoice();
  const [letter] = await lettersOf(invoiceId);
  await loop.hub.database.owner`update invoices set document_status = 'voiding' where id = ${invoiceId}`;
  const replay = replayDeadLetter({
    ctx: loop.organization.author,
    input: { deadLetterId: letter?.id ?? '' },
  });
  await expect(replay).rejects.toMatchObject({ code: 'invoice.transition_refused' });
  expect((await lettersOf(invoiceId)).map(({ state }) => state)).toEqual(['dead']);
});
