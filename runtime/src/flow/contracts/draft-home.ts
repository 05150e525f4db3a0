import type { ContractRow } from './load-contract.ts';

/** What an invoice is the invoice of: a contract, or all that are billed together; neither for one of a deal. */
export type DraftHome = { contractId: string | null; collectiveKey: string | null };

/** Where the invoices of a contract belong. */
export const homeOfContract = ({ id, collectiveKey }: ContractRow): DraftHome =>
  collectiveKey === null ? { contractId: id, collectiveKey } : { contractId: null, collectiveKey };

/** One text for each home. */
export const homeKey = ({ contractId, collectiveKey }: DraftHome): string =>
  collectiveKey ?? contractId ?? '';
