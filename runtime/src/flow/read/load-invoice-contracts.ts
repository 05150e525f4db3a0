import { and, eq } from 'drizzle-orm';
import type { Tx } from '../../db/open-database.ts';
import { contracts, invoiceLines } from '../../db/schema/index.ts';

/** A contract by its name. */
export type ContractLink = { id: string; title: string };

/** The contracts whose charges stand on an invoice, oldest first: none, one, or those that are billed together. */
export const loadInvoiceContracts = (tx: Tx, invoiceId: string): Promise<ContractLink[]> =>
  tx
    .selectDistinct({ id: contracts.id, title: contracts.title })
    .from(invoiceLines)
    .innerJoin(
      contracts,
      and(
        eq(contracts.organizationId, invoiceLines.organizationId),
        eq(contracts.id, invoiceLines.contractId),
      ),
    )
    .where(eq(invoiceLines.invoiceId, invoiceId))
    .orderBy(contracts.id);
