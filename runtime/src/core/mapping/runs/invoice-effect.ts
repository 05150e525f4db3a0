import type { JsonObject } from '../../json.ts';

/** What one version makes of the invoice of a deal or contract. */
export type InvoiceSide =
  | {
      outcome: 'invoice';
      currency: string;
      /** Decimal text in major units. */
      payable: string;
      /** Whether it would be approved by rule, or a person asked. */
      route: 'auto_approved' | 'needs_approval';
      /** Why a person would be asked. */
      why: { en: string; ja: string };
      /** Codes of the findings that would stop its submission. */
      findings: string[];
    }
  /** What a contract gives in the twelve months to come, beyond what is issued. */
  | { outcome: 'contract'; currency: string; payable: string; invoiceCount: number }
  /** The deal is not won, so that there is none. */
  | { outcome: 'none' }
  /** It cannot be billed, or the record is refused. */
  | { outcome: 'refused'; code: string; detail: string };

/** What a change of a mapping does to one invoice. */
export type InvoiceEffect = {
  /** The deal or contract that is billed. */
  subject: { kind: 'deal' | 'contract'; id: string };
  /** The invoice that there is; an issued one stays as it is. */
  invoice: { id: string; number: string | null } | null;
  before: InvoiceSide;
  after: InvoiceSide;
};

/** True where an invoice would be another one: another amount, route, finding or outcome. */
export function isAffected({ before, after }: Pick<InvoiceEffect, 'before' | 'after'>): boolean {
  return textOf(before) !== textOf(after);
}

function textOf(side: InvoiceSide): string {
  const facts: JsonObject =
    side.outcome === 'invoice'
      ? { ...side, why: null }
      : side.outcome === 'refused'
        ? { outcome: side.outcome, code: side.code }
        : side;
  return JSON.stringify(facts);
}
