import { eq } from 'drizzle-orm';
import type { SegregationRule } from '../../core/approvals/segregation-rules.ts';
import type { RulesStatus } from '../../core/rules/rules-status.ts';
import type { Tx } from '../../db/open-database.ts';
import { ruleSets } from '../../db/schema/index.ts';
import type { Ctx } from '../context.ts';
import { recordAudit } from '../record-audit.ts';
import type { RulesVersionRow } from './get-rules-version.ts';

type RulesMove = {
  version: RulesVersionRow;
  to: RulesStatus;
  action: string;
  set?: Partial<
    Pick<
      RulesVersionRow,
      'submittedAt' | 'reviewer' | 'reviewedAt' | 'reviewComment' | 'publisher' | 'publishedAt'
    >
  >;
  reason?: string;
  /** The switched-off rules of segregation that would have refused it. */
  liftedRules?: readonly SegregationRule[];
};

/** Takes a locked version to another status, with its audit entry. The database refuses a move that there is not. */
export async function moveRules(tx: Tx, ctx: Ctx, move: RulesMove): Promise<void> {
  const { version, to, action, set = {}, reason, liftedRules = [] } = move;
  await tx
    .update(ruleSets)
    .set({ ...set, status: to, updatedAt: ctx.deps.clock.now() })
    .where(eq(ruleSets.id, version.id));
  await recordAudit(tx, ctx, {
    action,
    objectKind: 'rule_set',
    objectId: version.id,
    before: { status: version.status },
    after: {
      status: to,
      entityId: version.entityId,
      version: version.version,
      contentHash: version.contentHash,
      ...(liftedRules.length === 0 ? {} : { liftedRules }),
    },
    ...(reason === undefined || reason === '' ? {} : { reason }),
  });
}
