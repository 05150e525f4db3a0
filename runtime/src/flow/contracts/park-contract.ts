import { eq } from 'drizzle-orm';
import { stableJson } from '../../core/stable-json.ts';
import type { Finding } from '../../core/validation/finding.ts';
import type { Tx } from '../../db/open-database.ts';
import { contracts } from '../../db/schema/index.ts';
import type { Ctx } from '../context.ts';
import { recordAudit } from '../record-audit.ts';
import type { ContractRow } from './load-contract.ts';

/** Keeps a contract from being billed until somebody releases it from its findings; once on record, not again. */
export async function parkContract(
  tx: Tx,
  ctx: Ctx,
  contract: ContractRow,
  findings: Finding[],
): Promise<void> {
  if (stableJson(findings) !== stableJson(contract.parked)) {
    await recordAudit(tx, ctx, {
      action: 'contract.park',
      objectKind: 'contract',
      objectId: contract.id,
      after: { findings },
    });
  }
  await tx.update(contracts).set({ parked: findings }).where(eq(contracts.id, contract.id));
}

/** Whether somebody let these findings pass. */
export const isReleased = ({ released }: ContractRow, findings: Finding[]): boolean =>
  released !== null &&
  // With its amounts: what grows beyond what was let pass asks again.
  findings.every(({ code, text }) =>
    released.findings.some((passed) => passed.code === code && passed.text.en === text.en),
  );
