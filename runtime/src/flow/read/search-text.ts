import { type SQL, sql } from 'drizzle-orm';
import { sourceLinks } from '../../db/schema/index.ts';

/**
 * True where a text holds what somebody typed, whatever the case and the width of its letters (UAX #15 NFKC).
 * Not a LIKE: `%` and `_` are letters like others.
 */
export function holdsText(column: unknown, query: string): SQL {
  const wanted = query.normalize('NFKC').toLowerCase();
  return sql`position(${wanted} in lower(normalize(${column}, NFKC))) > 0`;
}

/**
 * True where a text begins with what somebody typed, as spelt or in upper case. A range of bytes and not a LIKE:
 * row-level security lets only such comparisons use an index.
 */
export function startsWithText(column: unknown, query: string): SQL {
  const exact = rangeOf(column, query);
  const upper = query.normalize('NFKC').toUpperCase();
  return upper === query ? exact : sql`(${exact} or ${rangeOf(column, upper)})`;
}

/** U+10FFFF is the last of all: UTF-8 sorts by its bytes as code points do. */
function rangeOf(column: unknown, prefix: string): SQL {
  return sql`(${column} collate "C" >= ${prefix} and ${column} collate "C" < ${`${prefix}\u{10FFFF}`})`;
}

/** True for a canonical record that some system calls by exactly this id. */
export function hasSource(
  kind: 'customer' | 'contact' | 'deal' | 'contract' | 'ledger_entry',
  id: unknown,
  externalId: string,
): SQL {
  return sql`${id} in (select s.canonical_id from ${sourceLinks} s
    where s.kind = ${kind} and s.external_id = ${externalId.trim()})`;
}
