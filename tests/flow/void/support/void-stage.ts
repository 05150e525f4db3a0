import { and, eq } from 'drizzle-orm';
import { afterAll, beforeEach } from 'vitest';
import { AppError } from '../../../../runtime/src/core/app-error.ts';
import type { ErrorCode } from '../../../../runtime/src/core/error-codes.ts';
import type { Tx } from '../../../../runtime/src/db/open-database.ts';
import { deadLetters, invoiceEvents } from '../../../../runtime/src/db/schema/index.ts';
import { getInvoiceRow, type InvoiceRow } from '../../../../runtime/src/flow/get-invoice-row.ts';
import { loadStanding } from '../../../../runtime/src/flow/read/load-standing.ts';
import { createConnection } from '../../../../runtime/src/flow/setup/create-connection.ts';
import { voidInvoice } from '../../../../runtime/src/flow/void/void-invoice.ts';
import { createLoop, type Loop } from '../../../support/create-loop.ts';

type Issued = InvoiceRow & { number: string };

/** A ledger's answer to a void: it throws this. */
export const refuse =
  (code: ErrorCode, detail = 'It has a payment allocated to it.') =>
  (): void => {
    throw new AppError(code, { detail });
  };

/** A fresh loop for each test of a file, with what tests of voiding do to it and look at. */
export function useVoidStage() {
  const loops: Loop[] = [];
  let loop: Loop;
  let nextDeal: number;

  beforeEach(async () => {
    loop = await createLoop();
    loops.push(loop);
    nextDeal = 1;
  });
  afterAll(async () => {
    for (const used of loops) await used.hub.close();
  });

  /** An invoice of 2,400.00 USD, booked and sent. */
  async function issuedInvoice(): Promise<Issued> {
    const id = String(nextDeal++);
    await loop.tellOf({ id, lines: [{ id: `line-${id}`, sku: 'API-P' }] });
    await loop.hub.drain();
    const invoice = (await loop.invoices()).at(-1);
    if (invoice?.number == null) throw new Error('the invoice is not issued');
    return { ...invoice, number: invoice.number };
  }

  const system = () => loop.hub.system(loop.organization.id);
  const inOrganization = <Value>(work: (tx: Tx) => Promise<Value>): Promise<Value> =>
    loop.hub.database.inOrganization(loop.organization.id, work);
  const statusOf = async ({ id }: InvoiceRow) =>
    (await inOrganization((tx) => getInvoiceRow(tx, id))).documentStatus;
  const standingOf = ({ id }: InvoiceRow) => inOrganization((tx) => loadStanding(tx, system(), id));
  const askVoid = ({ id }: InvoiceRow) =>
    voidInvoice({ ctx: loop.organization.approver, input: { invoiceId: id, reason: 'Wrong subsidiary.' } });
  const eventsOf = ({ id }: InvoiceRow, type: string) =>
    inOrganization((tx) =>
      tx
        .select()
        .from(invoiceEvents)
        .where(and(eq(invoiceEvents.invoiceId, id), eq(invoiceEvents.type, type))),
    );
  const letters = () =>
    inOrganization((tx) => tx.select().from(deadLetters).where(eq(deadLetters.state, 'dead')));

  /** The ledger answers a void so; everything else goes through. */
  function onVoid(act: () => void): void {
    loop.accounting.fault.onWrite = (write) => {
      if (write.object === 'invoice_void') act();
    };
  }

  /** Connects another accounting system, which is asked after the first one. */
  const addLedger = (): Promise<unknown> =>
    inOrganization((tx) =>
      createConnection(tx, system(), {
        system: 'xero',
        name: 'Second ledger',
        role: 'accounting',
        baseUrl: 'https://api.xero.com/api.xro/2.0',
        config: {},
        secrets: {},
      }),
    );

  return {
    get loop(): Loop {
      return loop;
    },
    issuedInvoice,
    system,
    inOrganization,
    statusOf,
    standingOf,
    askVoid,
    eventsOf,
    letters,
    onVoid,
    addLedger,
  };
}
