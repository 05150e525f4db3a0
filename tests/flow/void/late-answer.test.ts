import { and, eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { connections, syncLinks } from '../../../runtime/src/db/schema/index.ts';
import { openConnection } from '../../../runtime/src/flow/find-connection.ts';
import type { InvoiceRow } from '../../../runtime/src/flow/get-invoice-row.ts';
import type { Connector } from '../../../runtime/src/flow/ports.ts';
import { voidInLedger } from '../../../runtime/src/flow/void/void-in-ledger.ts';
import { refuse, useVoidStage } from './support/void-stage.ts';

const stage = useVoidStage();
const { issuedInvoice, system, inOrganization, statusOf, askVoid, onVoid, addLedger } = stage;

/** Two ledgers, and an invoice whose void is asked of both. */
async function askedOfTwo() {
  await addLedger();
  const invoice = await issuedInvoice();
  await askVoid(invoice);
  const ledgers = await inOrganization((tx) =>
    tx
      .select({ id: connections.id })
      .from(connections)
      .where(eq(connections.system, 'xero'))
      .orderBy(connections.id),
  );
  const [first = '', second = ''] = ledgers.map(({ id }) => id);
  const open = (id: string) => openConnection(stage.loop.hub.deps, stage.loop.organization.id, id);
  return { invoice, first: await open(first), second: await open(second) };
}

/** The second ledger voids; before it answers, the first one refuses, and what is given happens. */
async function answersLate(then: (invoice: InvoiceRow) => Promise<unknown>): Promise<InvoiceRow> {
  const { invoice, first, second } = await askedOfTwo();
  let isFirstCall = true;
  const slow: Connector = {
    ...second.connector,
    write: async (write) => {
      const answer = await second.connector.write(write);
      if (!isFirstCall) return answer;
      isFirstCall = false;
      onVoid(refuse('target.refused'));
      await expect(voidInLedger(system(), first, invoice.id)).rejects.toMatchObject({
        code: 'target.refused',
      });
      delete stage.loop.accounting.fault.onWrite;
      await then(invoice);
      return answer;
    },
  };
  await voidInLedger(system(), { ...second, connector: slow }, invoice.id).catch(() => undefined);
  return invoice;
}

test('a ledger that had voided an invoice when another one refused is shown as out of step', async () => {
  const invoice = await answersLate(async () => undefined);
  expect(await statusOf(invoice)).toBe('issued');
  const drifted = await inOrganization((tx) =>
    tx
      .select()
      .from(syncLinks)
      .where(and(eq(syncLinks.object, 'invoice'), eq(syncLinks.state, 'drift'))),
  );
  expect(drifted).toHaveLength(1);
});

test('the answer to an earlier void does not settle a later one: every ledger is asked again', async () => {
  const invoice = await answersLate(askVoid);
  expect(await statusOf(invoice)).toBe('voiding');
  await stage.loop.hub.drain();
  expect(await statusOf(invoice)).toBe('voided');
});
