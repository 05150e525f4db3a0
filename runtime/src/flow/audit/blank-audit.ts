import { and, asc, eq, isNull, ne, sql } from 'drizzle-orm';
import { AppError } from '../../core/app-error.ts';
import { auditEntries } from '../../db/schema/index.ts';
import type { Ctx } from '../context.ts';
import { recordAudit } from '../record-audit.ts';
import { authoriseAudit } from './authorise-audit.ts';
import { sealAudit } from './seal-audit.ts';

/** Whose personal data goes, and why. */
export type BlankAuditInput = { objectKind: string; objectId: string; reason: string };

/** As many as one entry can name. */
const ENTRIES_MAX = 5_000;

/**
 * Takes before, after and reason out of every entry about an object; the chain stays whole, since it holds their hashes
 * and not them. Who, what, when and on which object stay. An entry tells of it and names each. Returns how many it were;
 * throws `record.not_found` when there is none.
 */
export async function blankAudit({ ctx, input }: { ctx: Ctx; input: BlankAuditInput }): Promise<number> {
  authoriseAudit(ctx);
  // Sealed first: the hash of what goes must be in the chain.
  await sealAudit({ ctx });
  return ctx.deps.database.inOrganization(ctx.organizationId, async (tx) => {
    const entries = await tx
      .select({ id: auditEntries.id })
      .from(auditEntries)
      .where(
        and(
          eq(auditEntries.objectKind, input.objectKind),
          eq(auditEntries.objectId, input.objectId),
          ne(auditEntries.action, 'audit.blank'),
          isNull(auditEntries.blankedBy),
        ),
      )
      .orderBy(asc(auditEntries.id))
      .limit(ENTRIES_MAX);
    if (entries.length === 0) throw new AppError('record.not_found', { detail: 'No entry is about it.' });
    const entryIds = entries.map(({ id }) => id);
    const toldBy = await recordAudit(tx, ctx, {
      action: 'audit.blank',
      objectKind: input.objectKind,
      objectId: input.objectId,
      after: { entryIds },
      reason: input.reason,
    });
    await tx.execute(sql`select blank_audit_entries(${toldBy},
      array(select jsonb_array_elements_text((${JSON.stringify(entryIds)}::text)::jsonb)))`);
    return entryIds.length;
  });
}
