import { eq } from 'drizzle-orm';
import type { SegregationRule } from '../../core/approvals/segregation-rules.ts';
import type { MappingStatus } from '../../core/mapping/version-status.ts';
import type { Tx } from '../../db/open-database.ts';
import { mappingVersions } from '../../db/schema/index.ts';
import type { Ctx } from '../context.ts';
import { recordAudit } from '../record-audit.ts';
import type { VersionRow } from './get-version.ts';

type VersionMove = {
  version: VersionRow;
  to: MappingStatus;
  action: string;
  set?: Partial<
    Pick<VersionRow, 'submittedAt' | 'reviewer' | 'reviewedAt' | 'reviewComment' | 'publishedAt'>
  >;
  reason?: string;
  /** The switched-off rules of segregation that would have refused it. */
  liftedRules?: readonly SegregationRule[];
};

/** Takes a locked version to another status, with its audit entry. The database refuses a move that there is not. */
export async function moveVersion(tx: Tx, ctx: Ctx, move: VersionMove): Promise<void> {
  const { version, to, action, set = {}, reason, liftedRules = [] } = move;
  await tx
    .update(mappingVersions)
    .set({ ...set, status: to, updatedAt: ctx.deps.clock.now() })
    .where(eq(mappingVersions.id, version.id));
  await recordAudit(tx, ctx, {
    action,
    objectKind: 'mapping',
    objectId: version.id,
    before: { status: version.status },
    after: {
      status: to,
      system: version.system,
      object: version.object,
      version: version.version,
      contentHash: version.contentHash,
      ...(liftedRules.length === 0 ? {} : { liftedRules }),
    },
    ...(reason === undefined || reason === '' ? {} : { reason }),
  });
}
