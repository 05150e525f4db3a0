import type { DocumentLine } from '../invoice/document.ts';
import type { LineParts } from './line-parts.ts';
import type { TaxView } from './tax-view.ts';
import { ublAllowance } from './ubl-allowance.ts';
import { ublAmount } from './ubl-amount.ts';
import { ublPeriod } from './ubl-period.ts';
import { group, leaf, type XmlElement } from './xml.ts';

/** Packages have codes of their own, which carry an X beside units (UN/ECE Recommendations 20 and 21). */
const PACKAGES: ReadonlySet<string> = new Set(['BG', 'BO', 'BX', 'CS', 'CT', 'PK', 'PX']);
const UNIT = /^[A-Z0-9]{2,3}$/;
/** Mutually defined: what a unit of our own is called stands in its name on paper. */
const OWN_UNIT = 'ZZ';

function unitCodeOf(unit: string): string {
  if (PACKAGES.has(unit)) return `X${unit}`;
  return UNIT.test(unit) ? unit : OWN_UNIT;
}

/** What a line is called, and its quantity, in each of the two documents of UBL. */
const NAMES = {
  Invoice: { line: 'cac:InvoiceLine', quantity: 'cbc:InvoicedQuantity' },
  CreditNote: { line: 'cac:CreditNoteLine', quantity: 'cbc:CreditedQuantity' },
} as const;

/** The document that a line stands in: the name of its root, its currency and its taxes. */
export type UblLineContext = { root: keyof typeof NAMES; currencyID: string; taxes: TaxView };

/** A line (BG-25) as cac:InvoiceLine or cac:CreditNoteLine, in the order of UBL 2.1. */
export function ublLine(line: DocumentLine, parts: LineParts, context: UblLineContext): XmlElement {
  const { root, currencyID, taxes } = context;
  const category = taxes.codeOf(line.taxCategory);
  const unitCode = unitCodeOf(line.unit);
  return group(
    NAMES[root].line,
    leaf('cbc:ID', String(line.position)),
    leaf(NAMES[root].quantity, line.quantity, { unitCode }),
    leaf('cbc:LineExtensionAmount', ublAmount(line.netAmount), { currencyID }),
    leaf('cbc:AccountingCost', line.buyerAccount),
    ublPeriod(line.period),
    group('cac:OrderLineReference', leaf('cbc:LineID', line.orderLine)),
    parts.allowances.map((part) => ublAllowance(part, false, currencyID)),
    parts.charges.map((part) => ublAllowance(part, true, currencyID)),
    group(
      'cac:Item',
      leaf('cbc:Description', line.description),
      leaf('cbc:Name', line.name),
      group('cac:SellersItemIdentification', leaf('cbc:ID', line.sku)),
      group(
        'cac:ClassifiedTaxCategory',
        leaf('cbc:ID', category),
        category === 'O' ? undefined : leaf('cbc:Percent', line.taxRatePercent),
        group('cac:TaxScheme', leaf('cbc:ID', 'VAT')),
      ),
    ),
    group(
      'cac:Price',
      leaf('cbc:PriceAmount', parts.price, { currencyID }),
      leaf('cbc:BaseQuantity', parts.baseQuantity, { unitCode }),
    ),
  );
}
