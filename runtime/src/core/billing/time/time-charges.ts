import { assert } from '../../assert.ts';
import { addDays, compareDates } from '../../civil-date.ts';
import type { Period } from '../../invoice/document.ts';
import { AMOUNT_MINOR_MAX } from '../../money/amount-minor-max.ts';
import { fail, ok, type Result } from '../../result.ts';
import type { BookedCharge, Charge } from '../charge.ts';
import { checkNotToExceed, isAtLimit } from '../check-not-to-exceed.ts';
import type { FormCharges, FormChargesInput } from '../form-charges.ts';
import { type PlanRevision, planRevisions } from '../plan-revisions.ts';
import { onePiece, printAmount } from '../print-amount.ts';
import { type BillableEntry, billableEntries } from './billable-entries.ts';
import { billedDays, invoiceDayOf, openDay } from './billed-days.ts';
import { type EntryGroup, groupEntries, type PlacedEntry } from './group-entries.ts';
import { periodOn } from './period-on.ts';
import { underCaps } from './under-caps.ts';

/** Everything that hours and expenses are billed by. */
export type TimeChargesInput = FormChargesInput & {
  /** What is on issued invoices: what comes late to a period that was billed goes on the next invoice. */
  booked: readonly BookedCharge[];
};

/**
 * The charges of approved hours and expenses by a day (R-F4): one for the hours of a role at a rate in a period, or one for
 * each entry, as the plan says; due on the day after the billing period, or after the contract's end. What comes when its
 * period is billed already is due with the next one. Under a cap entries are billed by their days until it is reached: the
 * one on the border in part, what is beyond at zero, so that a cap that is raised finds it again. A correction that comes
 * late can move the border; the period's sum stays. Fails with a sentence when the contract contradicts itself.
 */
export function timeCharges(input: TimeChargesInput): Result<FormCharges> {
  const { contract, asOf, currency, rounding } = input;
  const all = planRevisions(contract, 'time_and_materials');
  if (!all.ok) return all;
  const revisions = all.value.filter(({ from }) => compareDates(from, asOf) <= 0);
  const { entries, findings } = billableEntries(input, revisions);
  const placed = entries.map((billable): PlacedEntry => {
    const { entry, revision } = billable;
    return { billable, period: periodOn(revisions, revision, entry.event.on) };
  });
  const billed = billedDays(input.booked);
  const groups = groupEntries(placed, { billed, currency, rounding });
  const parts = groups.flatMap((group) => group.entries);
  const tooLarge = parts.find(({ wholeMinor }) => wholeMinor > AMOUNT_MINOR_MAX);
  if (tooLarge !== undefined)
    return fail(`The entry ${tooLarge.billable.entry.recordId} comes to more than 18 digits.`);
  const wholeMinor = new Map(parts.map((part) => [part.billable.entry.recordId, part.wholeMinor]));
  const capped = underCaps(placed, wholeMinor, currency);
  if (!capped.ok) return capped;
  const charges = groups.flatMap((group): Charge[] => {
    const charge = chargeOf(input, group, { ...capped.value, revisions, billed });
    return compareDates(charge.invoiceOn, asOf) > 0 ? [] : [charge];
  });
  const isOver = contract.endsOn !== undefined && compareDates(contract.endsOn, asOf) < 0;
  return ok({
    charges,
    findings: [...findings, ...capped.value.findings, ...checkNotToExceed(input, charges)],
    isComplete: findings.length === 0 && (isOver || isAtLimit(input, charges)),
  });
}

type Placing = {
  revisions: readonly PlanRevision<'time_and_materials'>[];
  billed: ReturnType<typeof billedDays>;
  billedMinor: ReadonlyMap<string, bigint>;
};

function chargeOf(
  { contract: { endsOn }, currency, rounding }: TimeChargesInput,
  { key, period, entries, quantity }: EntryGroup,
  { revisions, billed, billedMinor }: Placing,
): Charge {
  const [first] = entries;
  assert(first !== undefined, 'a group has an entry');
  const { entry, revision, priced } = first.billable;
  const day = invoiceDayOf(revisions, revision, { day: entry.event.on, endsOn });
  const open = openDay(revisions, { day, endsOn, billed });
  const invoiceOn = billed.byKey.get(key) ?? open;
  const records = entries.map(({ billable }) => billable.entry.recordId);
  const fullMinor = records.reduce((sum, id) => sum + (billedMinor.get(id) ?? 0n), 0n);
  const billedPeriod = { from: period.from, to: addDays(day, -1) };
  const isOfRole = key.startsWith('hours:');
  return {
    key,
    kind: entry.event.kind,
    sku: priced.sku,
    description: isOfRole
      ? describeRole(first.billable)
      : describeLate(describeEntry(first.billable), invoiceOn === day ? null : billedPeriod),
    // A marked-up expense can have more decimals than a price has on paper.
    ...(entry.event.kind === 'expense'
      ? onePiece(fullMinor, currency)
      : {
          ...printAmount(
            { quantity, unitPrice: priced.unitPrice, amountMinor: fullMinor },
            currency,
            rounding,
          ),
          // All hours that were worked, also where a cap leaves some of them unpaid.
          units: quantity,
        }),
    fullMinor,
    unused: null,
    period: isOfRole ? billedPeriod : { from: entry.event.on, to: entry.event.on },
    invoiceOn,
    moreOn: open,
    evidence: records,
  };
}

function describeRole({ entry: { event } }: BillableEntry): Charge['description'] {
  const role = event.kind === 'time_entry' ? event.role : '';
  return { en: role, ja: role };
}

/** What is billed after its period says which one it is of. */
function describeLate(text: NonNullable<Charge['description']>, late: Period | null): Charge['description'] {
  if (late === null) return text;
  return {
    en: `${text.en} (late, for ${late.from} to ${late.to})`,
    ja: `${text.ja}（${late.from}〜${late.to}分の追加）`,
  };
}

function describeEntry({ entry: { event } }: BillableEntry): NonNullable<Charge['description']> {
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
