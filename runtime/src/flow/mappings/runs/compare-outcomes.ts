import { toJson } from '../../../core/json.ts';
import { diffRecords, type ValueChange } from '../../../core/mapping/runs/diff-records.ts';
import { type InvoiceEffect, isAffected } from '../../../core/mapping/runs/invoice-effect.ts';
import type { RecordOutcome } from '../../../core/mapping/runs/run-summary.ts';
import type { Ctx } from '../../context.ts';
import type { MappingOutcome } from '../../map/run-mapping.ts';
import { type PricedSubject, priceOutcome } from './price-outcome.ts';

/** What a version makes of a record, against what the live one makes of it. */
export type OutcomeComparison = { outcome: RecordOutcome; changes: ValueChange[] };

/** Compares what two versions make of a record; `before` is undefined where none is live. */
export function compareOutcomes(
  before: MappingOutcome | undefined,
  after: MappingOutcome,
): OutcomeComparison {
  if (!after.ok) return { outcome: before?.ok === true ? 'refused' : 'refused_still', changes: [] };
  if (before?.ok !== true) return { outcome: 'accepted', changes: [] };
  const changes = diffRecords(toJson(before.mapped.value), toJson(after.mapped.value));
  return { outcome: changes.length === 0 ? 'unchanged' : 'changed', changes };
}

/** What the change from one outcome to the other does to invoices; those that stay the same are left out. */
export async function priceDifference(
  ctx: Ctx,
  { before, after, kind }: { before: MappingOutcome | undefined; after: MappingOutcome; kind: string },
): Promise<InvoiceEffect[]> {
  const old = before === undefined ? [] : await priceOutcome(ctx, before, kind);
  const next = await priceOutcome(ctx, after, kind);
  const keyOf = ({ subject }: PricedSubject) => `${subject.kind} ${subject.id}`;
  const oldByKey = new Map(old.map((priced) => [keyOf(priced), priced]));
  const nextByKey = new Map(next.map((priced) => [keyOf(priced), priced]));
  return [...new Set([...oldByKey.keys(), ...nextByKey.keys()])].flatMap((key): InvoiceEffect[] => {
    const [was, will] = [oldByKey.get(key), nextByKey.get(key)];
    const one = will ?? was;
    if (one === undefined) return [];
    const effect = {
      subject: one.subject,
      invoice: one.invoice,
      before: was?.side ?? { outcome: 'none' as const },
      after: will?.side ?? { outcome: 'none' as const },
    };
    return isAffected(effect) ? [effect] : [];
  });
}
