import type { JsonObject } from '../../../runtime/src/core/json.ts';
import { money } from '../../../runtime/src/core/money/money.ts';
import { moneyToText } from '../../../runtime/src/core/money/money-to-text.ts';
import { currencyOf } from '../../../runtime/src/db/currency-of.ts';
import { contracts, invoiceLines } from '../../../runtime/src/db/schema/index.ts';
import { billDue } from '../../../runtime/src/flow/contracts/bill-due.ts';
import { receiveRecords } from '../../../runtime/src/flow/ingest/receive-records.ts';
import { createPushConnection } from '../../../runtime/src/flow/setup/create-push-connection.ts';
import { createLoop, type Loop } from '../../support/create-loop.ts';

/** A loop into which files are pushed: customers, contracts, facts. */
export type ContractLoop = Loop & {
  push(object: 'customer' | 'contract' | 'billing_event', record: JsonObject): Promise<void>;
  /** Moves the clock to 09:00 UTC of a day and lets the clock's jobs and all that follows run. */
  runOn(day: string): Promise<void>;
  /** Each invoice of a contract that was not discarded: its day, its number or null, and its lines. */
  bills(title: string): Promise<{ on: string | null; isIssued: boolean; net: string; lines: string[] }[]>;
  /** The issued documents of a contract in the order of their numbers: what each is, and what it names before it. */
  documents(title: string): Promise<{ type: string; number: string; preceding: string[] }[]>;
  contract(title: string): Promise<typeof contracts.$inferSelect>;
};

/** Starts one; invoices go out by themselves, so that what is billed is issued. */
export async function createContractLoop(today: string): Promise<ContractLoop> {
  const loop = await createLoop();
  const { hub, organization } = loop;
  const system = hub.system(organization.id);
  const within = hub.database.inOrganization;
  await within(organization.id, (tx) => createPushConnection(tx, system, { system: 'csv', name: 'Files' }));
  const moveTo = (day: string): void => {
    hub.clock.advance(Date.parse(`${day}T09:00:00Z`) - hub.clock.now().getTime());
  };
  moveTo(today);
  const contract: ContractLoop['contract'] = async (title) => {
    const rows = await within(organization.id, (tx) => tx.select().from(contracts));
    const found = rows.find((row) => row.title === title);
    if (found === undefined) throw new Error(`no contract is called ${title}`);
    return found;
  };
  return {
    ...loop,
    contract,
    async push(object, record) {
      hub.clock.advance(1_000);
      await receiveRecords({ ctx: system, input: { system: 'csv', object, records: [record] } });
      await hub.drain();
    },
    async runOn(day) {
      moveTo(day);
      await billDue({ ctx: system });
      await hub.drain();
    },
    async documents(title) {
      const { id } = await contract(title);
      const all = await loop.invoices();
      return all
        .flatMap(({ contractId, number, type, extras }) => {
          if (contractId !== id || number === null) return [];
          return [{ type, number, preceding: (extras.precedingInvoices ?? []).map((one) => one.number) }];
        })
        .sort((one, other) => (one.number < other.number ? -1 : 1));
    },
    async bills(title) {
      const { id } = await contract(title);
      const lines = await within(organization.id, (tx) => tx.select().from(invoiceLines));
      const all = await loop.invoices();
      return all
        .filter((invoice) => invoice.contractId === id && invoice.documentStatus !== 'discarded')
        .map((invoice) => {
          const text = (amountMinor: bigint) => moneyToText(money(amountMinor, currencyOf(invoice.currency)));
          return {
            on: invoice.billedOn,
            isIssued: invoice.number !== null,
            net: text(invoice.lineNetMinor),
            lines: lines
              .filter((line) => line.invoiceId === invoice.id)
              .sort((one, other) => one.position - other.position)
              .map((line) => `${line.chargeKey} ${text(line.netMinor)}`),
          };
        });
    },
  };
}

/** A customer that is billed in US dollars. */
export const CUSTOMER = {
  id: 'c-1',
  name: 'Hudson Robotics',
  legal_name: 'Hudson Robotics Inc.',
  country: 'US',
  address_line1: '12 Water Street',
  city: 'New York',
  postal_code: '10004',
  email: 'ap@hudson.example',
  locale: 'en',
};
