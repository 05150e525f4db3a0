import type { CurrencyCode } from '../../money/currency.ts';
import { fail, ok, type Result } from '../../result.ts';
import { type Finding, warningFinding } from '../../validation/finding.ts';
import { factPointer } from '../billing-fact.ts';
import { exactMinor } from '../exact-minor.ts';
import type { BillableEntry } from './billable-entries.ts';
import type { PlacedEntry } from './group-entries.ts';

/** What is billed of each entry, in minor units by record id, and which of them a cap cuts. */
export type CappedEntries = { billedMinor: ReadonlyMap<string, bigint>; findings: Finding[] };

/**
 * Bills entries by their days until the cap of their period is reached: the one on the border in part, what is beyond at
 * zero. Fails with a sentence when a cap cannot be read.
 */
export function underCaps(
  placed: readonly PlacedEntry[],
  wholeMinor: ReadonlyMap<string, bigint>,
  currency: CurrencyCode,
): Result<CappedEntries> {
  const usedByPeriod = new Map<string, bigint>();
  const billedMinor = new Map<string, bigint>();
  const findings: Finding[] = [];
  for (const { billable, period } of placed) {
    const { entry, revision } = billable;
    const cap = revision.plan.capPerPeriod;
    const capMinor = cap === undefined ? ok(null) : exactMinor(cap, currency);
    if (!capMinor.ok) return fail(`The cap of ${revision.from}: ${capMinor.reason}`);
    const whole = wholeMinor.get(entry.recordId) ?? 0n;
    const used = usedByPeriod.get(period.from) ?? 0n;
    const billed = capMinor.value === null ? whole : within(whole, capMinor.value - used);
    usedByPeriod.set(period.from, used + billed);
    billedMinor.set(entry.recordId, billed);
    if (billed < whole) findings.push(capped(billable, cap ?? ''));
  }
  return ok({ billedMinor, findings });
}

function within(wholeMinor: bigint, roomMinor: bigint): bigint {
  if (roomMinor <= 0n) return 0n;
  return wholeMinor < roomMinor ? wholeMinor : roomMinor;
}

const capped = ({ entry }: BillableEntry, cap: string): Finding =>
  warningFinding(
    'time.capped',
    factPointer(entry.recordId),
    `The period's cap of ${cap} is reached; what is above it is not billed.`,
    `期間の上限額${cap}に達したため、超過分は請求されません。`,
  );
