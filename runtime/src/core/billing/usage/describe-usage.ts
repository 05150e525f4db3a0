import type { Pricing } from '../../canonical/contract-subscription.ts';
import type { Locale } from '../../invoice/document.ts';
import type { CurrencyCode } from '../../money/currency.ts';
import { decimalTextOf } from '../../money/decimal-text-of.ts';
import { decimalToText } from '../../money/decimal-to-text.ts';
import { formatMoney } from '../../money/format-money.ts';
import { money } from '../../money/money.ts';
import { type Ratio, ratioToDecimal } from '../../money/ratio.ts';
import type { PricePart } from '../pricing/price-part.ts';
import type { PricedUnits } from '../pricing/price-units.ts';
import { QUANTITY_DECIMALS_MAX } from './print-price.ts';

type Text = { en: string; ja: string };

/** A line's description has room for 1,000 characters; the steps of a very long table are left out. */
const STEPS_LENGTH_MAX = 800;

/** What a usage line was made of, in both languages: the units used, those of them that were free, each step's price. */
export function describeUsage(
  pricing: Pricing,
  { parts }: PricedUnits,
  used: { units: Ratio; events: number; freeUnits: string | undefined },
): Text {
  const units = unitsText(used.units);
  const text = { en: `Used: ${units}`, ja: `使用量 ${units}` };
  if (used.freeUnits !== undefined) {
    text.en += `, of which free: ${decimalTextOf(used.freeUnits)}`;
    text.ja += `（無料枠 ${decimalTextOf(used.freeUnits)}）`;
  }
  const steps = describeSteps(pricing, parts, used.events);
  if (steps === null) return text;
  return { en: `${text.en} (${steps.en})`, ja: `${text.ja}：${steps.ja}` };
}

/** Why a line asks for more than was used, in both languages. */
export function describeCommitment(committedMinor: bigint, usedMinor: bigint, currency: CurrencyCode): Text {
  const amount = (minor: bigint, locale: Locale) => formatMoney(money(minor, currency), locale);
  return {
    en: `Minimum of ${amount(committedMinor, 'en')}, less usage of ${amount(usedMinor, 'en')}`,
    ja: `最低利用料金 ${amount(committedMinor, 'ja')} と利用額 ${amount(usedMinor, 'ja')} の差額`,
  };
}

/** How a price came about, in both languages; null where that is too long for a line. */
export function describeSteps(pricing: Pricing, parts: readonly PricePart[], events: number): Text | null {
  const texts = parts.map((part) => {
    const step = stepText(pricing, part, events);
    if (part.flatFee.eq(0) || pricing.model === 'percentage') return step;
    const fee = decimalToText(part.flatFee);
    return { en: `${step.en} + flat fee ${fee}`, ja: `${step.ja} + 定額 ${fee}` };
  });
  const steps = { en: texts.map(({ en }) => en).join(' + '), ja: texts.map(({ ja }) => ja).join(' + ') };
  return Math.max(steps.en.length, steps.ja.length) > STEPS_LENGTH_MAX ? null : steps;
}

function stepText(pricing: Pricing, part: PricePart, events: number): Text {
  const units = unitsText(part.units);
  const price = decimalToText(part.unitPrice);
  if (pricing.model === 'package') {
    const size = decimalTextOf(pricing.size);
    return {
      en: `${units} packages of ${size} × ${price}`,
      ja: `${size} 単位のパッケージ ${units} 個 × ${price}`,
    };
  }
  if (pricing.model !== 'percentage') return { en: `${units} × ${price}`, ja: `${units} × ${price}` };
  const rate = decimalTextOf(pricing.ratePercent);
  const share = { en: `${rate}% of ${units}`, ja: `${units} の ${rate}%` };
  if (pricing.feePerEvent === undefined) return share;
  const fee = decimalTextOf(pricing.feePerEvent);
  return { en: `${share.en} + ${events} events × ${fee}`, ja: `${share.ja} + ${events} 件 × ${fee}` };
}

const unitsText = (units: Ratio): string =>
  decimalToText(ratioToDecimal(units, QUANTITY_DECIMALS_MAX, 'half_up'));
