import { eq } from 'drizzle-orm';
import type { Actor } from '../../core/actor.ts';
import type { Tx } from '../../db/open-database.ts';
import { ruleSets } from '../../db/schema/index.ts';

/** The ids of people who may not decide a request, neither themselves nor through a delegate. */
export type Barred = {
  /** Who made, last edited or submitted what it is about (model.md E4). */
  authors: readonly string[];
  /** Who wrote in the rules that routed it: they would choose what comes to them, and approve it too. */
  ruleEditors: readonly string[];
};

/** Finds out who may not decide a request. */
export async function loadBarred(
  tx: Tx,
  invoice: { createdBy: Actor; lastEditedBy: Actor },
  request: { requestedBy: Actor; ruleSetId: string | null },
): Promise<Barred> {
  const [rules] =
    request.ruleSetId === null
      ? []
      : await tx
          .select({ editors: ruleSets.editors })
          .from(ruleSets)
          .where(eq(ruleSets.id, request.ruleSetId));
  return {
    authors: peopleOf([invoice.createdBy, invoice.lastEditedBy, request.requestedBy]),
    ruleEditors: peopleOf(rules?.editors ?? []),
  };
}

const peopleOf = (actors: readonly Actor[]): string[] =>
  actors.filter(({ kind }) => kind === 'person').map(({ id }) => id);
