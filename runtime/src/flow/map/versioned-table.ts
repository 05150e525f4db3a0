import type { CanonicalRecords } from '../../core/canonical/schemas.ts';
import type { Tx } from '../../db/open-database.ts';

/** Kinds of which every version is kept. */
export const VERSIONED_KINDS = [
  'customer',
  'contact',
  'deal',
  'contract',
  'billing_event',
  'ledger_entry',
  'account',
] as const;
export type VersionedKind = (typeof VERSIONED_KINDS)[number];

/** A row as it stands. */
export type StandingRow = { id: string; version: number; bodyHash: string; body: object };

/** A row as it is to be: the columns that every kind has, where it came from, and its content. */
export type NextRow<Kind extends VersionedKind> = {
  columns: {
    organizationId: string;
    id: string;
    version: number;
    bodyHash: string;
    createdAt: Date;
    updatedAt: Date;
  };
  source: { system: string; connectionId: string | null };
  value: CanonicalRecords[Kind];
};

/** How the rows of a kind are read and written. */
export type VersionedTable<Kind extends VersionedKind> = {
  /** Locks the rows until the transaction ends, in one order for everybody. */
  findForUpdate(tx: Tx, ids: string[]): Promise<StandingRow[]>;
  /** Inserts what is new and brings the others up to date. */
  write(tx: Tx, rows: NextRow<Kind>[]): Promise<unknown>;
};

/** What names a row in every kind. */
export const ROW_KEY: ['organizationId', 'id'] = ['organizationId', 'id'];

/** What an upsert brings up to date in every kind. */
export const NEXT_VERSION: ['version', 'bodyHash', 'body', 'updatedAt'] = [
  'version',
  'bodyHash',
  'body',
  'updatedAt',
];
