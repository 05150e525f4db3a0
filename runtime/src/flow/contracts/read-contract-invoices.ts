import { and, desc, ne, sql } from 'drizzle-orm';
import type { DocumentType } from '../../core/invoice/document.ts';
import { money } from '../../core/money/money.ts';
import { moneyToText } from '../../core/money/money-to-text.ts';
import type { DisplayStatus } from '../../core/settlement/display-status.ts';
import { currencyOf } from '../../db/currency-of.ts';
import type { Tx } from '../../db/open-database.ts';
import { invoiceLines, invoices } from '../../db/schema/index.ts';
import type { Ctx } from '../context.ts';
import { billsContract } from '../read/bills-contract.ts';
import { loadStandings } from '../read/load-standing.ts';

/** An invoice of a contract; amounts are decimal strings in major units. */
export type ContractInvoice = {
  id: string;
  type: DocumentType;
  number: string | null;
  /** The day on which it fell due by the contract. */
  billedOn: string | null;
  issueDate: string | null;
  dueDate: string | null;
  status: DisplayStatus;
  /** Whether other contracts are billed on it as well. */
  isCollective: boolean;
  /** What it bills of this contract; total and balance are the whole invoice's. */
  net: string;
  total: string;
  balance: string;
};

/** Ten years of a contract that is billed every month, and more than anybody reads at once. */
const INVOICES_MAX = 200;

/** The invoices of a contract but for what was discarded, the newest first, up to 200. */
export async function readContractInvoices(tx: Tx, ctx: Ctx, contractId: string): Promise<ContractInvoice[]> {
  const rows = await tx
    .select({
      id: invoices.id,
      type: invoices.type,
      number: invoices.number,
      billedOn: invoices.billedOn,
      issueDate: invoices.issueDate,
      dueDate: invoices.dueDate,
      currency: invoices.currency,
      isCollective: sql<boolean>`${invoices.collectiveKey} is not null`,
      netMinor: sql<string>`(select sum(l.net_minor)::text from ${invoiceLines} l
        where l.organization_id = ${invoices.organizationId} and l.invoice_id = ${invoices.id}
          and l.contract_id = ${contractId})`,
    })
    .from(invoices)
    .where(and(billsContract(contractId), ne(invoices.documentStatus, 'discarded')))
    .orderBy(desc(invoices.billedOn), desc(invoices.id))
    .limit(INVOICES_MAX);
  const standings = await loadStandings(
    tx,
    ctx,
    rows.map(({ id }) => id),
  );
  return rows.flatMap(({ currency, netMinor, ...row }) => {
    const standing = standings.get(row.id);
    if (standing === undefined) return [];
    const { displayStatus: status, total, balance } = standing;
    const net = moneyToText(money(BigInt(netMinor), currencyOf(currency)));
    return [{ ...row, status, net, total, balance }];
  });
}
