import type { JsonObject } from '../../core/json.ts';
import { factsToJson } from '../../core/rules/facts-to-json.ts';
import { type CommandRoute, routeCommand } from '../../core/rules/route-command.ts';
import type { Tx } from '../../db/open-database.ts';
import { loadRouteFacts } from '../approve/load-route-facts.ts';
import type { Ctx } from '../context.ts';
import type { InvoiceRow } from '../get-invoice-row.ts';
import { loadDocument } from '../load-document.ts';
import { findPublishedRules } from '../rules/find-published-rules.ts';
import { loadRefundedOf } from '../settle/load-refunded-of.ts';
import { amountOf } from './amount-of.ts';
import type { HeldAsk } from './held-ask.ts';

/** Who is to approve a command, and everything that explains why. */
export type RoutedCommand = { route: NonNullable<CommandRoute>; facts: JsonObject; ruleSetId: string };

/** Routes a command by the published rules of the invoice's entity; undefined where its permission is enough. */
export async function routeHeld(
  tx: Tx,
  ctx: Ctx,
  invoice: InvoiceRow,
  ask: HeldAsk,
): Promise<RoutedCommand | undefined> {
  const published = await findPublishedRules(tx, invoice.entityId);
  if (published === undefined) return undefined;
  const { compiled } = published;
  const { command } = ask;
  if (compiled?.commandRules.every(({ rule }) => rule.command !== command)) return undefined;
  const facts = await loadRouteFacts(tx, ctx, {
    invoice,
    document: await loadDocument(tx, invoice.id),
    command: {
      amountMinor: amountOf(ask, invoice),
      beforeMinor: command === 'refund' ? await loadRefundedOf(tx, invoice.id) : 0n,
      reason: ask.input.reason,
    },
  });
  const route = routeCommand(compiled, command, facts);
  return route === undefined ? undefined : { route, facts: factsToJson(facts), ruleSetId: published.id };
}
