import { sql } from 'drizzle-orm';
import { describeCause } from '../core/describe-cause.ts';
import { sealAudit } from '../flow/audit/seal-audit.ts';
import type { FlowDeps } from '../flow/context.ts';
import { systemContext } from './run-job.ts';

/** Seals the trail of every organization that has something to seal. One that fails holds up no other; never throws. */
export async function sealOrganizations(deps: FlowDeps): Promise<void> {
  const failed = (cause: unknown, organizationId?: string): void =>
    deps.log.error({ organizationId, err: describeCause(cause) }, 'audit trail not sealed');
  try {
    const waiting = await deps.database.inNoOrganization((tx) =>
      tx.execute<{ id: string }>(sql`select id from organizations_to_seal() as id`),
    );
    for (const { id } of waiting) {
      const ctx = systemContext(deps, { organizationId: id, requestId: 'sealer' });
      await sealAudit({ ctx }).catch((cause: unknown) => failed(cause, id));
    }
  } catch (cause) {
    failed(cause);
  }
}
