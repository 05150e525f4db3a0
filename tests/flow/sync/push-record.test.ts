import { and, eq } from 'drizzle-orm';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { AppError } from '../../../runtime/src/core/app-error.ts';
import {
  connections,
  deadLetters,
  invoiceEvents,
  syncLinks,
  writeIntents,
} from '../../../runtime/src/db/schema/index.ts';
import { replayDeadLetter } from '../../../runtime/src/flow/control/replay-dead-letter.ts';
import { loadSyncStates } from '../../../runtime/src/flow/read/load-sync-states.ts';
import { syncToAccounting } from '../../../runtime/src/flow/sync/sync-to-accounting.ts';
import { syncToCrm } from '../../../runtime/src/flow/sync/sync-to-crm.ts';
import { createLoop, type Loop } from '../../support/create-loop.ts';
import { CARD_LINES } from '../../support/sample-records.ts';

const loops: Loop[] = [];
let loop: Loop;

beforeEach(async () => {
  loop = await createLoop();
  loops.push(loop);
});

afterAll(async () => {
  for (const used of loops) await used.hub.close();
});

async function sellOne(): Promise<string> {
  await loop.tellOf({ id: '1', lines: CARD_LINES });
  await loop.hub.drain();
  return (await loop.invoices())[0]?.id ?? '';
}

const system = () => loop.hub.system(loop.organization.id);

const statesOf = async (invoiceId: string) =>
  (await loop.hub.database.inOrganization(loop.organization.id, (tx) => loadSyncStates(tx, [invoiceId]))).get(
    invoiceId,
  );

const lettersWith = (code: string) =>
  loop.hub.database.inOrganization(loop.organization.id, (tx) =>
    tx.select().from(deadLetters).where(eq(deadLetters.code, code)),
  );

test('accounting gets the contact, then each item, then the invoice, each once', async () => {
  const invoiceId = await sellOne();
  expect(loop.accounting.writes.map((write) => write.object)).toEqual([
    'contact',
    'item',
    'item',
    'item',
    'invoice',
  ]);
  expect(loop.accounting.writes.at(-1)?.fields).toMatchObject({
    number: 'INV-2026-0042',
    currency: 'USD',
    total: '17900.00',
    contactId: loop.accounting.writes[0] === undefined ? '' : 'x1',
  });
  await syncToAccounting({ ctx: system(), input: { invoiceId, connectionId: loop.organization.xero.id } });
  expect(loop.accounting.writes).toHaveLength(5);
  expect((await statesOf(invoiceId))?.map((state) => state.state)).toEqual(['in_sync', 'in_sync']);
});

test('the CRM gets number, status, link, total and balance on the deal, and nothing when all of it is there', async () => {
  const invoiceId = await sellOne();
  expect(loop.crm.held.get('deal/1')).toEqual({
    invoiceNumber: 'INV-2026-0042',
    invoiceStatus: 'sent',
    invoiceUrl: `https://hub.example/invoices/${invoiceId}`,
    invoiceTotal: '17900.00',
    invoiceBalance: '17900.00',
  });
  const before = loop.crm.writes.length;
  await syncToCrm({ ctx: system(), input: { invoiceId } });
  expect(loop.crm.writes).toHaveLength(before);
});

test('a write that was committed before its answer was lost is found again, and not made twice', async () => {
  let isFirst = true;
  loop.accounting.fault.commitFirst = true;
  loop.accounting.fault.onWrite = (write) => {
    if (write.object !== 'invoice' || !isFirst) return;
    isFirst = false;
    throw new AppError('target.timeout');
  };
  const invoiceId = await sellOne();
  const held = [...loop.accounting.held.keys()].filter((place) => place.startsWith('invoice/'));
  expect(held).toHaveLength(1);
  expect(isFirst).toBe(false);
  expect((await statesOf(invoiceId))?.every((state) => state.state === 'in_sync')).toBe(true);
});

test('tries of one write carry one operation key', async () => {
  const keys: string[] = [];
  loop.accounting.fault.onWrite = (write) => {
    if (write.object !== 'contact') return;
    keys.push(write.operationKey);
    if (keys.length < 3) throw new AppError('target.rate_limited', { retryAfterMs: 1_000 });
  };
  await sellOne();
  expect(keys).toHaveLength(3);
  expect(new Set(keys).size).toBe(1);
});

test('a target that stores something else is not counted as synced; the difference is named', async () => {
  loop.accounting.fault.alter = (fields) => ('total' in fields ? { ...fields, total: '17900.01' } : fields);
  const invoiceId = await sellOne();
  const state = (await statesOf(invoiceId))?.find((candidate) => candidate.role === 'accounting');
  expect(state).toMatchObject({ state: 'failed', error: { code: 'target.read_back_differs' } });
  const [letter] = await lettersWith('target.read_back_differs');
  expect(letter?.errors).toEqual([
    {
      pointer: '/total',
      code: 'target.read_back_differs',
      detail: 'We wrote "17900.00", it holds "17900.01".',
    },
  ]);
});

test('a target that is down for long ends in a dead letter with its attempts, and the mail and the CRM go on', async () => {
  loop.accounting.fault.onWrite = () => {
    throw new AppError('target.unavailable');
  };
  await sellOne();
  const [letter] = await lettersWith('target.unavailable');
  expect(letter).toMatchObject({ queue: 'sync_accounting', state: 'dead', attemptCount: 12 });
  // Flows and receivers hear of it once, and not of the tries before.
  const told = await loop.hub.database.inOrganization(loop.organization.id, (tx) =>
    tx.select().from(invoiceEvents).where(eq(invoiceEvents.type, 'invoice.sync_failed')),
  );
  expect(told).toMatchObject([{ data: { target: 'accounting', code: letter?.code } }]);
  expect(loop.hub.mails).toHaveLength(1);
  expect(loop.crm.held.get('deal/1')).toMatchObject({ invoiceStatus: 'sent' });
});

test('a refusal is not tried again', async () => {
  let tries = 0;
  loop.accounting.fault.onWrite = () => {
    tries += 1;
    throw new AppError('target.refused');
  };
  await sellOne();
  expect(tries).toBe(1);
});

test('our own write that comes back as a webhook is an echo; an edit by others is drift', async () => {
  const invoiceId = await sellOne();
  const [place] = [...loop.accounting.held.keys()].filter((key) => key.startsWith('invoice/'));
  const externalId = place?.slice('invoice/'.length) ?? '';
  await loop.tell('invoice', externalId, [], 'accounting');
  await loop.hub.drain();
  expect((await statesOf(invoiceId))?.find((state) => state.role === 'accounting')?.state).toBe('in_sync');
  loop.accounting.held.set(`invoice/${externalId}`, {
    ...loop.accounting.held.get(`invoice/${externalId}`),
    reference: 'edited',
  });
  await loop.tell('invoice', externalId, [], 'accounting');
  await loop.hub.drain();
  expect((await statesOf(invoiceId))?.find((state) => state.role === 'accounting')?.state).toBe('drift');
  const drifted = await loop.hub.database.inOrganization(loop.organization.id, (tx) =>
    tx
      .select()
      .from(invoiceEvents)
      .where(and(eq(invoiceEvents.invoiceId, invoiceId), eq(invoiceEvents.type, 'invoice.drift_detected'))),
  );
  expect(drifted[0]?.data).toMatchObject({ theirs: { reference: 'edited' } });
});

test('every confirmed write leaves its intent with what was written and a link with what was read back', async () => {
  await sellOne();
  const [intents, links] = await loop.hub.database.inOrganization(loop.organization.id, async (tx) => [
    await tx.select().from(writeIntents),
    await tx.select().from(syncLinks),
  ]);
  expect(intents.every((intent) => intent.state === 'confirmed' && intent.externalId !== null)).toBe(true);
  expect(links.every((link) => link.state === 'in_sync' && link.readBack !== null)).toBe(true);
  expect(links).toHaveLength(6);
});

test('a paused connection keeps its work as a dead letter, and does it when it is replayed', async () => {
  const pause = (isPaused: boolean) =>
    loop.hub.database.inOrganization(loop.organization.id, (tx) => tx.update(connections).set({ isPaused }));
  await loop.tellOf({ id: '1', lines: CARD_LINES });
  const open = loop.hub.deps.renderer.renderPdf;
  loop.hub.deps.renderer.renderPdf = async (input) => {
    if (input.document.number !== null) await pause(true);
    return open(input);
  };
  await loop.hub.drain();
  loop.hub.deps.renderer.renderPdf = open;
  const letters = await lettersWith('connection.paused');
  expect(letters.map((letter) => letter.queue).sort()).toEqual(['sync_accounting', 'sync_crm']);
  await pause(false);
  for (const letter of letters) await replayDeadLetter({ ctx: system(), input: { deadLetterId: letter.id } });
  await loop.hub.drain();
  const invoiceId = (await loop.invoices())[0]?.id ?? '';
  expect((await statesOf(invoiceId))?.map((state) => state.state)).toEqual(['in_sync', 'in_sync']);
});

test('the ledger of one legal entity never gets the invoices of another', async () => {
  await loop.hub.database.inOrganization(loop.organization.id, (tx) =>
    tx
      .update(connections)
      .set({ entityId: loop.organization.jpEntityId })
      .where(eq(connections.id, loop.organization.xero.id)),
  );
  const invoiceId = await sellOne();
  expect(loop.accounting.writes).toEqual([]);
  expect((await statesOf(invoiceId))?.map((state) => state.role)).toEqual(['crm']);
});
