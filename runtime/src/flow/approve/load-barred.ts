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
  /**
   * Who made, last edited or submitted what it is about (model.md E4), and who had a program edit it or ask for a command.
   * What a flow drafts and submits comes from its source, and is not of whoever made the flow's key.
   */
  authors: ReadonlySet<string>;
  /** Who wrote in the rules that routed it: they would choose what comes to them, and approve it too. */
  ruleEditors: ReadonlySet<string>;
  /** The switched-off rules that would have barred one of these people. */
  liftedFor(personIds: readonly string[]): SegregationRule[];
};

/** Finds out who may not decide a request, by the rules of segregation that hold in the organization. */
export async function loadBarred(
  tx: Tx,
  invoice: { createdBy: Actor; lastEditedBy: Actor; edits: InvoiceEdits },
  request: { requestedBy: Actor; ruleSetId: string | null; command: HeldCommand | null },
): Promise<Barred> {
  const authors: BarredBy[] = [
    { rule: 'creator', personIds: peopleOf([invoice.createdBy, ...(await askersOf(tx, request))]) },
    {
      rule: 'last_editor',
      personIds: peopleOf([invoice.lastEditedBy, ...(await behindOf(tx, editsOf(invoice)))]),
    },
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

/** An edit stands when its source changes afterwards, and is still of whoever wrote it. */
const editsOf = ({ edits }: { edits: InvoiceEdits }): Actor[] => Object.values(edits).map(({ by }) => by);

/** Who asked; of a command also who made the key that did, since what a program asks for is theirs. */
const askersOf = async (
  tx: Tx,
  { requestedBy, command }: { requestedBy: Actor; command: HeldCommand | null },
): Promise<Actor[]> => (command === null ? [requestedBy] : behindOf(tx, [requestedBy]));

/** Some actors, and the people who made the keys among them. */
async function behindOf(tx: Tx, actors: readonly Actor[]): Promise<Actor[]> {
  const people: Actor[] = [];
  for (const actor of new Map(actors.map((one) => [one.id, one])).values()) {
    people.push((await personBehind(tx, actor)) ?? actor);
  }
  return people;
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

/** The ids of the people among some actors. */
const peopleOf = (actors: readonly Actor[]): string[] =>
  actors.filter(({ kind }) => kind === 'person').map(({ id }) => id);
