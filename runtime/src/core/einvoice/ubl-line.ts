import type { DocumentLine } from '../invoice/document.ts';
import { decimalOf } from '../money/decimal-of.ts';
import type { TaxView } from './tax-view.ts';
import { group, leaf, type XmlElement } from './xml.ts';

/** Packages have codes of their own, which carry an X beside units (UN/ECE Recommendations 20 and 21). */
const PACKAGES: ReadonlySet<string> = new Set(['BG', 'BO', 'BX', 'CS', 'CT', 'PK', 'PX']);
const UNIT = /^[A-Z0-9]{2,3}$/;
/** Mutually defined: what a unit of our own is called stands in its name on paper. */
const OWN_UNIT = 'ZZ';

function unitCode(unit: string): string {
  if (PACKAGES.has(unit)) return `X${unit}`;
  return UNIT.test(unit) ? unit : OWN_UNIT;
}

/** A line (BG-25) as cac:InvoiceLine, in the order of UBL 2.1. */
export function ublLine(line: DocumentLine, currencyID: string, taxes: TaxView): XmlElement {
  const category = taxes.codeOf(line.taxCategory);
  return group(
    'cac:InvoiceLine',
    leaf('cbc:ID', String(line.position)),
    leaf('cbc:InvoicedQuantity', line.quantity, { unitCode: unitCode(line.unit) }),
    leaf('cbc:LineExtensionAmount', line.netAmount, { currencyID }),
    allowance(line, currencyID),
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
    group('cac:Price', leaf('cbc:PriceAmount', line.unitPrice, { currencyID })),
  );
}

/** A discount (BG-27). With a percentage stands what it is a percentage of (PEPPOL-EN16931-R041). */
function allowance({ discount, netAmount }: DocumentLine, currencyID: string): XmlElement | undefined {
  if (discount === undefined) return undefined;
  const base = addTexts(netAmount, discount.amount);
  return group(
    'cac:AllowanceCharge',
    leaf('cbc:ChargeIndicator', 'false'),
    leaf('cbc:AllowanceChargeReason', discount.reason),
    leaf('cbc:MultiplierFactorNumeric', discount.percent),
    leaf('cbc:Amount', discount.amount, { currencyID }),
    discount.percent === undefined ? undefined : leaf('cbc:BaseAmount', base, { currencyID }),
  );
}

/** With the decimals of an amount of the document, as every amount of it has. */
const addTexts = (left: string, right: string): string =>
  decimalOf(left)
    .plus(decimalOf(right))
    .toFixed((left.split('.')[1] ?? '').length);
