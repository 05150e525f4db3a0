import { type BuyerRecord, buyerDifferences } from '../buyer-record.ts';
import type { Finding } from '../finding.ts';
import type { ValidationRule } from '../validation-facts.ts';

/** The code of its findings. */
export const BUYER_DIFFERS = 'buyer.differs_from_record';

/**
 * The buyer's name, tax number and address are those of the customer in the CRM, and of the contact in a ledger where it
 * says them (R-VAL-5). What differs is shown side by side; the entity decides how bad it is.
 */
export const buyerAsOnRecord: ValidationRule = ({ buyer }, { buyerRecords = [], buyerMismatchLevel }) =>
  buyerDifferences(buyer, buyerRecords).map(({ field, invoice, record, kind, system }): Finding => {
    const { en, ja } = FIELDS[field];
    const where = WHERE[kind];
    return {
      code: BUYER_DIFFERS,
      pointer: `/buyer/${field}`,
      level: buyerMismatchLevel ?? 'warning',
      text: {
        en: `The buyer’s ${en} is "${invoice}" on the invoice and "${record}" in the ${where.en} (${system}).`,
        ja: `取引先の${ja}が異なります。請求書「${invoice}」、${where.ja}(${system})「${record}」。`,
      },
    };
  });

const WHERE: Record<BuyerRecord['kind'], { en: string; ja: string }> = {
  crm: { en: 'CRM', ja: 'CRM' },
  ledger: { en: 'ledger', ja: '会計' },
};

const FIELDS = {
  name: { en: 'name', ja: '名称' },
  taxId: { en: 'tax number', ja: '税番号' },
  address: { en: 'address', ja: '住所' },
} as const;
