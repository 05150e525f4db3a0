import type { JsonObject } from '../../../runtime/src/core/json.ts';
import { decimalOf } from '../../../runtime/src/core/money/decimal-of.ts';
import { decimalToText } from '../../../runtime/src/core/money/decimal-to-text.ts';
import { money } from '../../../runtime/src/core/money/money.ts';
import { moneyToText } from '../../../runtime/src/core/money/money-to-text.ts';
import { currencyOf } from '../../../runtime/src/db/currency-of.ts';
import {
  contracts,
  deadLetters,
  invoiceBalances,
  invoiceLines,
} from '../../../runtime/src/db/schema/index.ts';
import { billContract } from '../../../runtime/src/flow/contracts/bill-contract.ts';
import { receiveRecords } from '../../../runtime/src/flow/ingest/receive-records.ts';
import { type ContractLoop, createContractLoop } from '../../flow/contracts/contract-loop.ts';

/** An issued invoice as the tables of a year have it; amounts in major units, `lines` as "quantity × price = net". */
export type YearInvoice = {
  number: string;
  type: string;
  billedOn: string | null;
  issuedOn: string | null;
  dueOn: string | null;
  lines: string[];
  net: string;
  tax: string;
  total: string;
};

/** A contract loop whose year can be read as a table, run a second time, and paid. */
export type YearLoop = ContractLoop & {
  /** Every invoice that is not discarded, in the order of its billing. Throws where one has no number. */
  year(): Promise<YearInvoice[]>;
  /** Sends all that was pushed again in its last wording, and bills each contract again, due or not. */
  again(): Promise<void>;
  /** Sends a payment of each invoice, twice, and returns the balances that are left by invoice number. */
  payAll(): Promise<Record<string, string>>;
  /** What was given up on; of a good year nothing. */
  givenUp(): Promise<string[]>;
};

/** A number of the database without the zeros of its scale. */
const plain = (text: string): string => decimalToText(decimalOf(text));

/** Starts one on a day. Prices off the product master are agreed in its contracts, so no person is asked about them. */
export async function createYearLoop(today: string): Promise<YearLoop> {
  const loop = await createContractLoop(today);
  const { hub, organization } = loop;
  const { owner } = hub.database;
  await owner`alter table rule_sets disable trigger rule_sets_frozen`;
  await owner`update rule_sets set definition = jsonb_set(definition, '{rules}', jsonb_build_array(definition #> '{rules,0}'))`;
  await owner`alter table rule_sets enable trigger rule_sets_frozen`;
  const within = hub.database.inOrganization;
  const pushed = new Map<string, Parameters<ContractLoop['push']>>();
  const year: YearLoop['year'] = async () => {
    const lines = await within(organization.id, (tx) =>
      tx.select().from(invoiceLines).orderBy(invoiceLines.position),
    );
    const rows = (await loop.invoices()).filter(({ documentStatus }) => documentStatus !== 'discarded');
    return rows
      .map((invoice): YearInvoice => {
        if (invoice.number === null) throw new Error(`${invoice.id} is ${invoice.documentStatus}`);
        const text = (amountMinor: bigint) => moneyToText(money(amountMinor, currencyOf(invoice.currency)));
        return {
          number: invoice.number,
          type: invoice.type,
          billedOn: invoice.billedOn,
          issuedOn: invoice.issueDate,
          dueOn: invoice.dueDate,
          lines: lines
            .filter(({ invoiceId }) => invoiceId === invoice.id)
            .map(
              ({ quantity, unitPrice, netMinor }) =>
                `${plain(quantity)} × ${plain(unitPrice)} = ${text(netMinor)}`,
            ),
          net: text(invoice.lineNetMinor),
          tax: text(invoice.taxMinor),
          total: text(invoice.payableMinor),
        };
      })
      .sort((one, other) => (one.number < other.number ? -1 : 1));
  };
  const pay = async (record: JsonObject): Promise<void> => {
    await receiveRecords({
      ctx: hub.system(organization.id),
      input: { system: 'csv', object: 'payment', records: [record] },
    });
    await hub.drain();
  };
  return {
    ...loop,
    year,
    async push(object, record) {
      pushed.set(`${object}/${record['id']}`, [object, record]);
      await loop.push(object, record);
    },
    async again() {
      for (const [object, record] of pushed.values()) await loop.push(object, record);
      const all = await within(organization.id, (tx) =>
        tx.select({ contractId: contracts.id }).from(contracts),
      );
      for (const input of all) await billContract({ ctx: hub.system(organization.id), input });
      await hub.drain();
    },
    async payAll() {
      const received = hub.clock.now().toISOString().slice(0, 10);
      const invoices = await loop.invoices();
      for (const { number, total } of await year()) {
        const currency = invoices.find((invoice) => invoice.number === number)?.currency ?? '';
        const record = { id: `pay-${number}`, invoice_number: number, amount: total, currency };
        for (const _time of [1, 2]) await pay({ ...record, received_on: received });
      }
      const balances = await within(organization.id, (tx) => tx.select().from(invoiceBalances));
      return Object.fromEntries(
        invoices.map(({ id, number }) => [
          number ?? id,
          String(balances.find(({ invoiceId }) => invoiceId === id)?.balanceMinor),
        ]),
      );
    },
    async givenUp() {
      const letters = await within(organization.id, (tx) => tx.select().from(deadLetters));
      return letters.map(({ queue, code, detail }) => `${queue} ${code} ${detail}`);
    },
  };
}
