import { eq } from 'drizzle-orm';
import { createXeroConnector } from '../../../../runtime/src/adapters/systems/xero/create-xero-connector.ts';
import { createXeroTransport } from '../../../../runtime/src/adapters/systems/xero/create-xero-transport.ts';
import {
  connections,
  deadLetters,
  invoiceEvents,
  syncLinks,
} from '../../../../runtime/src/db/schema/index.ts';
import { startXeroDouble, type XeroDouble } from '../../../../runtime/src/doubles/xero/start-xero-double.ts';
import type { Ctx } from '../../../../runtime/src/flow/context.ts';
import { replayDeadLetter } from '../../../../runtime/src/flow/control/replay-dead-letter.ts';
import {
  type CreditInvoiceInput,
  creditInvoice,
} from '../../../../runtime/src/flow/credit/credit-invoice.ts';
import type { Connector, Transport } from '../../../../runtime/src/flow/ports.ts';
import { loadStanding } from '../../../../runtime/src/flow/read/load-standing.ts';
import { loadSyncStates, type SyncState } from '../../../../runtime/src/flow/read/load-sync-states.ts';
import { createLoop, type Loop } from '../../../support/create-loop.ts';
import type { SampleLine } from '../../../support/sample-records.ts';
import { issueCreditNote } from './issue-credit-note.ts';

type Issued = { id: string; number: string };

/** A loop whose ledger is the Xero double over HTTP, with what tests of credit notes do to it and look at. */
export async function createLedgerLoop(
  accounts: { writeOffAccountCode?: string; refundAccountCode?: string } = {},
) {
  const xero: XeroDouble = await startXeroDouble({
    accessToken: 'token',
    tenantId: 'tenant',
    webhookKey: 'webhook-key',
    limits: 'lifted',
  });
  let named = accounts;
  let calledAtMs = 0;
  const transport = createXeroTransport({
    accessToken: 'token',
    tenantId: 'tenant',
    baseUrl: xero.url,
    openedOrigins: [xero.url],
    // Xero's limits are not what is looked at: each call is made a minute after the one before.
    nowMs: () => (calledAtMs += 60_000),
    wait: async () => undefined,
  });
  const connectorOver = (through: Transport): Connector =>
    createXeroConnector({
      transport: through,
      tenantId: 'tenant',
      salesAccountCode: '200',
      ...named,
      taxTypes: { 'E:0': 'EXEMPTOUTPUT', 'S:10': 'OUTPUT2', 'AA:8': 'TAX001' },
    });
  const loop: Loop = await createLoop();
  const { hub, organization } = loop;
  const open = (through: Transport) => ({
    open: ({ role }: { role: string }) => (role === 'crm' ? loop.crm : connectorOver(through)),
  });
  hub.deps.connectors = open(transport);
  const inOrganization: <Value>(
    work: Parameters<typeof hub.database.inOrganization<Value>>[1],
  ) => Promise<Value> = (work) => hub.database.inOrganization(organization.id, work);
  const system = (): Ctx => hub.system(organization.id);
  let nextDeal = 900;

  /** An issued invoice; of one line of 2,400.00 USD a unit unless told. */
  async function issuedInvoice(lines?: Omit<SampleLine, 'id'>[], currency?: 'USD' | 'JPY'): Promise<Issued> {
    const id = String(nextDeal++);
    const sold = lines ?? [{ sku: 'API-P', quantity: '3' }];
    await loop.tellOf({
      id,
      ...(currency === undefined ? {} : { currency }),
      lines: sold.map((line, index) => ({ id: `line-${id}-${index}`, ...line })),
    });
    await hub.drain();
    const invoice = (await loop.invoices()).findLast((row) => row.type === 'invoice' && row.number !== null);
    if (invoice?.number == null) throw new Error('the invoice is not issued');
    return { id: invoice.id, number: invoice.number };
  }

  /** An issued credit note, one unit of the first line unless told; what follows has run. */
  async function issuedCredit(
    invoiceId: string,
    lines?: CreditInvoiceInput['lines'] | 'all',
  ): Promise<Issued> {
    const parts = lines === 'all' ? {} : { lines: lines ?? [{ position: 1, quantity: '1' }] };
    const { creditNoteId: id } = await creditInvoice({
      ctx: organization.author,
      input: { invoiceId, reason: 'One too many.', ...parts },
    });
    await issueCreditNote(loop, id);
    const row = (await loop.invoices()).find((invoice) => invoice.id === id);
    return { id, number: row?.number ?? '' };
  }

  const letters = () =>
    inOrganization((tx) => tx.select().from(deadLetters).where(eq(deadLetters.state, 'dead')));

  return {
    loop,
    xero,
    transport,
    open,
    inOrganization,
    system,
    issuedInvoice,
    issuedCredit,
    letters,
    /** Pays an invoice in Xero, and tells of it as its webhook does. */
    async pay(number: string, amount: string): Promise<void> {
      xero.recordPayment({ invoiceNumber: number, amount, date: '2026-12-01', reference: '' });
      const externalId = xero.store.findInvoiceByNumber(number)?.invoiceId ?? '';
      await loop.tell('invoice', externalId, [], 'accounting');
      await hub.drain();
    },
    /** Names the accounts of the connection that losses and refunds go to. */
    name(accountCodes: typeof accounts): void {
      named = accountCodes;
    },
    /** Mends nothing by itself: runs every stopped job again. */
    async replay(): Promise<void> {
      for (const { id } of await letters()) {
        await replayDeadLetter({ ctx: system(), input: { deadLetterId: id } });
      }
      await hub.drain();
    },
    pause: (isPaused: boolean) =>
      inOrganization((tx) =>
        tx.update(connections).set({ isPaused }).where(eq(connections.id, organization.xero.id)),
      ),
    ledgerStateOf: async (invoiceId: string): Promise<SyncState | undefined> => {
      const states = await inOrganization((tx) => loadSyncStates(tx, [invoiceId]));
      return states.get(invoiceId)?.find(({ role }) => role === 'accounting');
    },
    standingOf: (invoiceId: string) => inOrganization((tx) => loadStanding(tx, system(), invoiceId)),
    linksOf: (canonicalId: string) =>
      inOrganization((tx) => tx.select().from(syncLinks).where(eq(syncLinks.canonicalId, canonicalId))),
    eventsOf: (invoiceId: string) =>
      inOrganization((tx) => tx.select().from(invoiceEvents).where(eq(invoiceEvents.invoiceId, invoiceId))),
    /** What Xero says of an invoice and a credit note: its own totals, as JSON shows them. */
    async inXero(path: string) {
      const headers = { authorization: 'Bearer token', 'xero-tenant-id': 'tenant' };
      const body = JSON.parse(await (await fetch(`${xero.url}/${path}`, { headers })).text());
      return (body.Invoices ?? body.CreditNotes)[0];
    },
    async close(): Promise<void> {
      await hub.close();
      transport.close();
      await xero.stop();
      if (xero.contractViolations.length > 0) throw new Error(xero.contractViolations.join('\n'));
    },
  };
}

/** One of them. */
export type LedgerLoop = Awaited<ReturnType<typeof createLedgerLoop>>;
