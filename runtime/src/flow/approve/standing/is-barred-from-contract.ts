import { and, eq, sql } from 'drizzle-orm';
import type { Tx } from '../../../db/open-database.ts';
import { auditEntries, contracts } from '../../../db/schema/index.ts';
import { resolveAuthor } from '../../bill/resolve-author.ts';
import type { Ctx } from '../../context.ts';
import { loadContractSource } from '../../contracts/load-contract.ts';
import { loadSwitchedOff } from '../../segregation/load-switched-off.ts';

/**
 * True for a person who made or changed a contract, or looks after it: its series would be approved by its own author.
 * The rule of the creator, where it holds.
 */
export async function isBarredFromContract(tx: Tx, person: Ctx, contractId: string): Promise<boolean> {
  if ((await loadSwitchedOff(tx)).has('creator')) return false;
  const written = await tx
    .select({ id: auditEntries.id })
    .from(auditEntries)
    .where(
      and(
        eq(auditEntries.objectKind, 'contract'),
        eq(auditEntries.objectId, contractId),
        sql`${auditEntries.action} in ('contract.created', 'contract.updated')`,
        sql`${auditEntries.actor} ->> 'id' = ${person.actor.id}`,
      ),
    )
    .limit(1);
  if (written.length > 0) return true;
  const [contract] = await tx.select().from(contracts).where(eq(contracts.id, contractId));
  if (contract === undefined) return true;
  const source = await loadContractSource(tx, contractId);
  const nobody: Ctx = { ...person, actor: { kind: 'system', id: 'hub', name: 'Seikyu' } };
  const owner = await resolveAuthor(tx, nobody, contract.body, source);
  return owner.kind === 'person' && owner.id === person.actor.id;
}
