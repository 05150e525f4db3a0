import type { Big } from 'big.js';
import { addDays } from '../../civil-date.ts';
import { decimalToText } from '../../money/decimal-to-text.ts';
import { errorFinding, type Finding } from '../../validation/finding.ts';
import type { BillingPeriod } from '../subscription/billing-periods.ts';

/** Usage of a period that came when it was not taken any more: how many records, and the sum of their quantities. */
export type LateUsage = BillingPeriod & { records: number; quantity: Big };

/** What is said of usage that is not billed since it came too late: one finding for each period. */
export function lateUsageFinding({ item, period, records, quantity }: LateUsage): Finding {
  const { key, meter, lateDays = 0 } = item;
  const last = addDays(period.to, lateDays);
  const sum = decimalToText(quantity);
  const count = records === 1 ? '1 record' : `${records} records`;
  return errorFinding(
    'usage.too_late',
    `/usage/${key.replaceAll('~', '~0').replaceAll('/', '~1')}/${period.from}`,
    `Usage of "${meter}" from ${period.from} to ${period.to} was taken until ${last}. What came later is not billed: ${count}, ${sum} in all.`,
    `「${meter}」の${period.from}〜${period.to}の使用量は${last}で締め切りました。以降に届いた${records}件（合計${sum}）は請求されません。`,
  );
}
