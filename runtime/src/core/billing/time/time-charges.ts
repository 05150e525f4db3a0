import { addDays, compareDates } from '../../civil-date.ts';
import { AMOUNT_MINOR_MAX } from '../../money/amount-minor-max.ts';
import { roundToMinor } from '../../money/round-to-minor.ts';
import { fail, ok, type Result } from '../../result.ts';
import { type Finding, warningFinding } from '../../validation/finding.ts';
import { factPointer } from '../billing-fact.ts';
import type { Charge } from '../charge.ts';
import { checkNotToExceed, isAtLimit } from '../check-not-to-exceed.ts';
import { exactMinor } from '../exact-minor.ts';
import type { FormCharges, FormChargesInput } from '../form-charges.ts';
import { planRevisions } from '../plan-revisions.ts';
import { onePiece, printAmount } from '../print-amount.ts';
import { type BillableEntry, billableEntries } from './billable-entries.ts';
import { periodOn } from './period-on.ts';

/**
 * The charges of approved hours and expenses by a day (R-F4), one for each entry, due on the day after its billing period,
 * or after the contract's end. Under a cap entries are billed by their days until it is reached: the one on the border in
 * part, what is beyond at zero, so that a cap that is raised finds it again. A correction that comes late can move the
 * border; the period's sum stays. Fails with a sentence when the contract contradicts itself.
 */
export function timeCharges(input: FormChargesInput): Result<FormCharges> {
  const { contract, asOf, currency } = input;
  const all = planRevisions(contract, 'time_and_materials');
  if (!all.ok) return all;
  const revisions = all.value.filter(({ from }) => compareDates(from, asOf) <= 0);
  const { entries, findings: open } = billableEntries(input, revisions);
  const findings = [...open];
  const usedByPeriod = new Map<string, bigint>();
  const charges: Charge[] = [];
  for (const billable of entries) {
    const { entry, revision, priced } = billable;
    const period = periodOn(revisions, revision, entry.event.on);
    const cap = revision.plan.capPerPeriod;
    const capMinor = cap === undefined ? ok(null) : exactMinor(cap, currency);
    if (!capMinor.ok) return fail(`The cap of ${revision.from}: ${capMinor.reason}`);
    // The one place where an entry is rounded.
    const wholeMinor = roundToMinor(priced.quantity.times(priced.unitPrice), currency, input.rounding);
    if (wholeMinor > AMOUNT_MINOR_MAX)
      return fail(`The entry ${entry.recordId} comes to more than 18 digits.`);
    const usedMinor = usedByPeriod.get(period.from) ?? 0n;
    const fullMinor = capMinor.value === null ? wholeMinor : underCap(wholeMinor, capMinor.value - usedMinor);
    usedByPeriod.set(period.from, usedMinor + fullMinor);
    if (fullMinor < wholeMinor) findings.push(capped(billable, cap ?? ''));
    const { endsOn } = contract;
    const lastDay = endsOn !== undefined && compareDates(endsOn, period.to) < 0 ? endsOn : period.to;
    const invoiceOn = addDays(lastDay, 1);
    if (compareDates(invoiceOn, asOf) > 0) continue;
    charges.push({
      key: `${entry.event.kind === 'expense' ? 'expense' : 'time'}:${entry.recordId}`,
      kind: entry.event.kind,
      sku: priced.sku,
      description: describe(billable),
      // A marked-up expense can have more decimals than a price has on paper.
      ...(entry.event.kind === 'expense'
        ? onePiece(fullMinor, currency)
        : printAmount({ ...priced, amountMinor: fullMinor }, currency, input.rounding)),
      fullMinor,
      unused: null,
      period: { from: entry.event.on, to: entry.event.on },
      invoiceOn,
      evidence: [entry.recordId],
    });
  }
  const isOver = contract.endsOn !== undefined && compareDates(contract.endsOn, asOf) < 0;
  return ok({
    charges,
    findings: [...findings, ...checkNotToExceed(input, charges)],
    isComplete: open.length === 0 && (isOver || isAtLimit(input, charges)),
  });
}

function underCap(wholeMinor: bigint, roomMinor: bigint): bigint {
  if (roomMinor <= 0n) return 0n;
  return wholeMinor < roomMinor ? wholeMinor : roomMinor;
}

function describe({ entry: { event } }: BillableEntry): Charge['description'] {
  const what = event.kind === 'expense' ? event.person : `${event.role}, ${event.person}`;
  const note = event.note === undefined ? '' : `: ${shortened(event.note)}`;
  return {
    en: `${event.on} ${what}${note}`,
    ja: `${event.on} ${what.replace(', ', '、')}${note.replace(': ', '：')}`,
  };
}

/** Characters of a note that are printed; a description holds 1000 UTF-16 units, and a character may be two. */
const NOTE_CHARACTERS_MAX = 300;

function shortened(note: string): string {
  const characters = [...note];
  if (characters.length <= NOTE_CHARACTERS_MAX) return note;
  return `${characters.slice(0, NOTE_CHARACTERS_MAX - 1).join('')}…`;
}

const capped = ({ entry }: BillableEntry, cap: string): Finding =>
  warningFinding(
    'time.capped',
    factPointer(entry.recordId),
    `The period's cap of ${cap} is reached; what is above it is not billed.`,
    `期間の上限額${cap}に達したため、超過分は請求されません。`,
  );
