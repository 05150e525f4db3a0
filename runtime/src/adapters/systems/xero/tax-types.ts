import { AppError } from '../../../core/app-error.ts';

/** Translates between our `<category>:<rate percent>` and the tax types of one Xero organisation. */
export type TaxTypes = {
  /** Raises target.refused when the connection names no tax type for it. */
  toXero(taxKey: string): string;
  /** `xero:<type>` for one that the connection does not name, so that a comparison shows it. */
  fromXero(taxType: string): string;
};

/**
 * Reads a connection's table. Raises config.invalid when two of ours share one tax type: what is read back could not
 * be told apart then.
 */
export function createTaxTypes(table: Record<string, string>): TaxTypes {
  const byKey = new Map(Object.entries(table));
  const byType = new Map(Object.entries(table).map(([taxKey, taxType]) => [taxType, taxKey]));
  if (byType.size < byKey.size) {
    throw new AppError('config.invalid', { detail: 'Two taxes of ours have the same Xero tax type.' });
  }
  return {
    toXero(taxKey) {
      const taxType = byKey.get(taxKey);
      if (taxType === undefined) {
        throw new AppError('target.refused', {
          detail: `The connection names no Xero tax type for ${taxKey}.`,
        });
      }
      return taxType;
    },
    fromXero: (taxType) => byType.get(taxType) ?? `xero:${taxType}`,
  };
}
