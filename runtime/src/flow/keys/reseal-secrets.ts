import { sql } from 'drizzle-orm';
import { AppError } from '../../core/app-error.ts';
import type { Tx } from '../../db/open-database.ts';
import { authorise, type Ctx } from '../context.ts';
import { recordAudit } from '../record-audit.ts';
import { readSealedRows, type SealedRow, storedText } from './read-sealed-rows.ts';
import type { SealedColumn } from './sealed-columns.ts';

/** A stretch of a column: from the place on where the last one stopped. */
export type ResealSecretsInput = { column: SealedColumn; after: readonly string[] | undefined };

/** What became of a stretch. `unreadable` are the keys of rows that no key at hand opens; they stay as they are. */
export type ResealedStretch = {
  resealedCount: number;
  unreadable: string[];
  /** Where the next stretch begins; undefined after the last one. */
  next: readonly string[] | undefined;
};

/** How many values are sealed anew in one transaction: a lock is never held for long. */
const BATCH = 200;

/**
 * Seals the next values of a column anew under the first key, in one transaction with an audit entry. A value that
 * somebody replaces meanwhile stays as they made it; what was not reached is found by the next call, also after a crash.
 */
export async function resealSecrets({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: ResealSecretsInput;
}): Promise<ResealedStretch> {
  authorise(ctx, 'admin');
  const { column, after } = input;
  const { organizationId, deps } = ctx;
  const [keyId] = deps.secretBox.keyIds;
  return deps.database.inOrganization(organizationId, async (tx) => {
    const rows = await readSealedRows(tx, { column, organizationId, notUnder: keyId, after, max: BATCH });
    const sealedAnew = rows.map((row) => ({ row, becomes: sealAnew(ctx, column, row) }));
    const resealedCount = await replaceUnchanged(tx, organizationId, column, sealedAnew);
    if (resealedCount > 0) {
      await recordAudit(tx, ctx, {
        action: 'sealing_key.reseal',
        objectKind: 'organization',
        objectId: organizationId,
        after: { sealed: column.name, count: resealedCount, keyId },
      });
    }
    return {
      resealedCount,
      unreadable: sealedAnew
        .filter(({ becomes }) => becomes === undefined)
        .map(({ row }) => row.ids.join(' ')),
      next: rows.length < BATCH ? undefined : rows.at(-1)?.ids,
    };
  });
}

function sealAnew({ organizationId, deps }: Ctx, column: SealedColumn, row: SealedRow): string | undefined {
  const place = column.placeOf(organizationId, row.ids);
  try {
    const sealed = deps.secretBox.seal(deps.secretBox.open(row.sealed, place), place);
    return Buffer.from(sealed).toString(column.encoding);
  } catch (cause) {
    if (cause instanceof AppError) return undefined;
    throw cause;
  }
}

/** Stores what was sealed anew where the old value still stands, and returns how often it did. */
async function replaceUnchanged(
  tx: Tx,
  organizationId: string,
  column: SealedColumn,
  sealedAnew: { row: SealedRow; becomes: string | undefined }[],
): Promise<number> {
  const list = sealedAnew.flatMap(({ row: { ids, stored }, becomes }) =>
    becomes === undefined ? [] : [{ a: ids[0], b: ids[1], stored, becomes }],
  );
  const [first, second] = column.idColumns;
  const becomes = column.encoding === 'hex' ? sql`decode(n.becomes, 'hex')` : sql`n.becomes`;
  const replaced = await tx.execute(sql`
    update ${sql.identifier(column.table)} t set ${sql.identifier(column.column)} = ${becomes}
    from json_to_recordset((${JSON.stringify(list)}::text)::json) as n (a text, b text, stored text, becomes text)
    where t.organization_id = ${organizationId} and t.${sql.identifier(first)} = n.a
      and ${second === undefined ? sql`true` : sql`t.${sql.identifier(second)} = n.b`}
      and ${storedText(column)} = n.stored
    returning 1`);
  return replaced.length;
}
