import { and, eq } from 'drizzle-orm';
import type { Actor } from '../../core/actor.ts';
import type { Tx } from '../../db/open-database.ts';
import { auditEntries } from '../../db/schema/index.ts';

/**
 * The person behind an actor: themselves, or who made the machine's key, the key that made it included. Whoever
 * makes a key sees it, so what it does counts as theirs where one person is not enough. Undefined for the hub and for a
 * key that the hub made.
 */
export async function personBehind(tx: Tx, actor: Actor): Promise<Actor | undefined> {
  const seen = new Set<string>();
  let here: Actor | undefined = actor;
  while (here?.kind === 'api_key' && !seen.has(here.id)) {
    seen.add(here.id);
    here = await makerOf(tx, here.id);
  }
  return here?.kind === 'person' ? here : undefined;
}

async function makerOf(tx: Tx, keyId: string): Promise<Actor | undefined> {
  const [made] = await tx
    .select({ actor: auditEntries.actor })
    .from(auditEntries)
    .where(
      and(
        eq(auditEntries.objectKind, 'api_key'),
        eq(auditEntries.objectId, keyId),
        eq(auditEntries.action, 'api_key.create'),
      ),
    );
  return made?.actor;
}
