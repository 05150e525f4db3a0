import type { ProductVersionView } from '../../flow/read/read-products.ts';
import type { FormValues } from './read-form.ts';
import { textToTiers, tiersToText } from './tiers-text.ts';

const textOf = (values: FormValues, name: string): string => values[name]?.trim() ?? '';

/** What the forms of the product master say of a version; the verb's schema judges it. */
export function readVersionForm(values: FormValues) {
  const text = (name: string) => textOf(values, name);
  return {
    names: { en: text('nameEn'), ja: text('nameJa') === '' ? text('nameEn') : text('nameJa') },
    unit: text('unit'),
    taxClass: text('taxClass'),
    maxDiscountPercent: text('maxDiscountPercent'),
    prices: pricesOf(values),
    costs: costsOf(values),
  };
}

/** By currency, what one unit costs, where something is written. */
const costsOf = (values: FormValues): Record<string, string> =>
  Object.fromEntries(
    Object.keys(values).flatMap((name) => {
      const currency = /^cost\.(.+)$/.exec(name)?.[1];
      const cost = textOf(values, name);
      return currency === undefined || cost === '' ? [] : [[currency, cost]];
    }),
  );

/** By currency: tiers where some are written, else the price of every unit. */
function pricesOf(values: FormValues) {
  const currencies = new Set(
    Object.keys(values).flatMap((name) => /^(?:price|tiers)\.(.+)$/.exec(name)?.[1] ?? []),
  );
  return Object.fromEntries(
    [...currencies].flatMap((currency) => {
      const price = priceOf(values, currency);
      return price === '' ? [] : [[currency, price] as const];
    }),
  );
}

function priceOf(values: FormValues, currency: string) {
  const tiers = textOf(values, `tiers.${currency}`);
  if (tiers === '') return textOf(values, `price.${currency}`);
  return { model: textOf(values, `model.${currency}`), tiers: textToTiers(tiers) };
}

/** A version as the form of the next one begins. */
export function versionToValues(version: ProductVersionView): FormValues {
  const prices = Object.entries(version.prices).flatMap(([currency, price]) => {
    const tiers = version.tiers[currency];
    if (tiers === undefined) return [[`price.${currency}`, price]];
    return [
      [`model.${currency}`, tiers.model],
      [`tiers.${currency}`, tiersToText(tiers)],
    ];
  });
  const { names, unit, taxClass, maxDiscountPercent } = version;
  return {
    ...{ nameEn: names.en, nameJa: names.ja, unit, taxClass, maxDiscountPercent },
    ...Object.fromEntries(prices),
    ...Object.fromEntries(
      Object.entries(version.costs ?? {}).map(([currency, cost]) => [`cost.${currency}`, cost]),
    ),
  };
}

/** The field of the form at a path of the verb's input. */
export const productFieldOf =
  (values: FormValues) =>
  ([first, second]: readonly PropertyKey[]): string => {
    if (first === 'names') return 'nameEn';
    if (first === 'costs') return `cost.${String(second)}`;
    if (first !== 'prices') return String(first);
    const isTiered = textOf(values, `tiers.${String(second)}`) !== '';
    return `${isTiered ? 'tiers' : 'price'}.${String(second)}`;
  };
