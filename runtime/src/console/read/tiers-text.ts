import type { TieredPricing } from '../../core/canonical/contract-subscription.ts';

/** How the last tier is written, which has no end. */
const OPEN = '*';

/** The tiers of a price as a person writes them: a line each, the last unit and the price of one. */
export const tiersToText = ({ tiers }: TieredPricing): string =>
  tiers
    .map(({ upTo, unitPrice, flatFee }) =>
      [upTo ?? OPEN, unitPrice, ...(flatFee === undefined ? [] : [flatFee])].join(' '),
    )
    .join('\n');

/** Tiers as they were written; what is no tier is left for the schema to refuse. */
export function textToTiers(text: string): { upTo: string | null; unitPrice: string; flatFee?: string }[] {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  return lines.map((line) => {
    const [upTo = '', unitPrice = '', flatFee, ...rest] = line.trim().split(/[\s:、]+/u);
    const fee = [flatFee, ...rest].filter((part) => part !== undefined).join(' ');
    return {
      upTo: upTo === OPEN ? null : upTo,
      unitPrice,
      ...(fee === '' ? {} : { flatFee: fee }),
    };
  });
}
