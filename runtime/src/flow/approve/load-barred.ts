import { eq } from 'drizzle-orm';
import type { Actor } from '../../core/actor.ts';
import {
  type BarredBy,
  barredIds,
  liftedFor,
  type SegregationRule,
} from '../../core/approvals/segregation-rules.ts';
import type { InvoiceEdits } from '../../core/billing/edits/invoice-edits.ts';
import type { HeldCommand } from '../../core/invoice/held-commands.ts';
import type { Tx } from '../../db/open-database.ts';
import { ruleSets } from '../../db/schema/index.ts';
import { personBehind } from '../auth/person-behind.ts';
import { loadSwitchedOff } from '../segregation/load-switched-off.ts';

/** The ids of people who may not decide a request, neither themselves nor through a delegate. */
export type Barred = {
  /** Who made, last edited or submitted what it is about (model.md E4). */
  authors: ReadonlySet<string>;
  /** Who wrote in the rules that routed it: they would choose what comes to them, and approve it too. */
  ruleEditors: ReadonlySet<string>;
  /** The switched-off rules that would have barred one of these people. */
  liftedFor(personIds: readonly string[]): SegregationRule[];
};

/**
 * Finds out who may not decide a request, by the rules of segregation that hold in the organization. What a program chose, an
 * edit or a command, is that of whoever made its key; its submission of what came from elsewhere is nobody's.
 */
export async function loadBarred(
  tx: Tx,
  invoice: { createdBy: Actor; lastEditedBy: Actor; edits: InvoiceEdits },
  request: { requestedBy: Actor; ruleSetId: string | null; command: HeldCommand | null },
): Promise<Barred> {
  const asker = request.command === null ? [] : [request.requestedBy];
  const editedBy = [invoice.lastEditedBy, ...Object.values(invoice.edits).map(({ by }) => by)];
  const authors: BarredBy[] = [
    {
      rule: 'creator',
      personIds: [...peopleOf([invoice.createdBy, request.requestedBy]), ...(await peopleBehind(tx, asker))],
    },
    // An edit stands when its source changes afterwards, and is still of whoever wrote it.
    { rule: 'last_editor', personIds: await peopleBehind(tx, editedBy) },
  ];
  const editors: BarredBy = {
    rule: 'rule_editor',
    personIds: peopleOf(await editorsOf(tx, request.ruleSetId)),
  };
  const switchedOff = await loadSwitchedOff(tx);
  return {
    authors: barredIds(authors, switchedOff),
    ruleEditors: barredIds([editors], switchedOff),
    liftedFor: (personIds) => liftedFor([...authors, editors], switchedOff, personIds),
  };
}

/** Everybody who wrote in a rule set; nobody where there is none. */
async function editorsOf(tx: Tx, ruleSetId: string | null): Promise<readonly Actor[]> {
  if (ruleSetId === null) return [];
  const [rules] = await tx
    .select({ editors: ruleSets.editors })
    .from(ruleSets)
    .where(eq(ruleSets.id, ruleSetId));
  return rules?.editors ?? [];
}

/** The ids of the people among some actors, and of those who made the machines' keys among them. */
async function peopleBehind(tx: Tx, actors: readonly Actor[]): Promise<string[]> {
  const ids = new Set<string>();
  for (const actor of actors) {
    const person = await personBehind(tx, actor);
    if (person !== undefined) ids.add(person.id);
  }
  return [...ids];
}

/** The ids of the people among some actors. */
const peopleOf = (actors: readonly Actor[]): string[] =>
  actors.filter(({ kind }) => kind === 'person').map(({ id }) => id);
