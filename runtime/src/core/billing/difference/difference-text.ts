import { compareDates } from '../../civil-date.ts';
import type { Period } from '../../invoice/document.ts';
import type { BookedCharge, Charge } from '../charge.ts';
import type { Text } from './difference-line.ts';
import { usedPeriod } from './used-period.ts';

/** What a difference is for, when it is due, and why it is there. */
export type DifferenceText = { period: Period | null; invoiceOn: string; reason: Text };

/** Days that were billed and are not used: due with what takes their place, on the first of them. */
export function creditOf(charge: Charge): DifferenceText {
  const period = charge.unused?.period ?? charge.period;
  const isUnusedLater = period !== null && compareDates(period.from, charge.invoiceOn) > 0;
  const days = daysText(period);
  return {
    period,
    invoiceOn: isUnusedLater ? period.from : charge.invoiceOn,
    reason: { en: `Credit for ${days.en}`, ja: `${days.ja}分の減額` },
  };
}

/** Another amount for the same thing, such as late usage: due with the thing itself, or on the day that it names. */
export function correctionOf(charge: Charge): DifferenceText {
  const period = usedPeriod(charge);
  return {
    period,
    invoiceOn: charge.moreOn ?? charge.invoiceOn,
    reason: reasonOf({ en: 'Correction', ja: '訂正差額' }, period),
  };
}

/** Something that was billed and is not owed after all. */
export function removalOf({ period, invoiceOn }: BookedCharge): DifferenceText {
  return { period, invoiceOn, reason: reasonOf({ en: 'No longer charged', ja: '請求取消' }, period) };
}

function reasonOf(what: Text, period: Period | null): Text {
  if (period === null) return what;
  const days = daysText(period);
  return { en: `${what.en} for ${days.en}`, ja: `${days.ja}分の${what.ja}` };
}

function daysText(period: Period | null): Text {
  if (period === null) return { en: 'what is not used', ja: '未利用' };
  if (period.from === period.to) return { en: period.from, ja: period.from };
  return { en: `${period.from} to ${period.to}`, ja: `${period.from}〜${period.to}` };
}
