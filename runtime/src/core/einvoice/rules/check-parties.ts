import type { InvoiceDocument } from '../../invoice/document.ts';
import { type ProfileRefusal, refuse } from '../profile-refusal.ts';
import type { TaxView } from '../tax-view.ts';

/** Number, dates and parties that every profile wants. */
export function checkParties(document: InvoiceDocument, taxes: TaxView): ProfileRefusal[] {
  const { number, issueDate, seller, buyer, payee, taxRepresentative: representative } = document;
  const isDeclared = seller.taxId !== undefined || representative?.taxId !== undefined;
  const rules: [boolean, string, string, string][] = [
    [number === null, 'BR-02', '/number', 'The invoice has no number yet.'],
    [issueDate === null, 'BR-03', '/issueDate', 'The invoice has no issue date yet.'],
    [document.lines.length === 0, 'BR-16', '/lines', 'The invoice has no lines.'],
    [seller.address === undefined, 'BR-08', '/seller/address', 'The seller has no postal address.'],
    [buyer.address === undefined, 'BR-10', '/buyer/address', 'The buyer has no postal address.'],
    [!taxes.isOutOfScope && !isDeclared, 'BR-S-02', '/seller/taxId', 'The seller has no tax number.'],
    [payee?.name === seller.name, 'BR-17', '/payee/name', 'The payee is the seller: leave it out.'],
    [
      representative !== undefined && representative.address === undefined,
      'BR-19',
      '/taxRepresentative/address',
      'The tax representative has no postal address.',
    ],
    [
      representative !== undefined && representative.taxId === undefined,
      'BR-56',
      '/taxRepresentative/taxId',
      'The tax representative has no tax number.',
    ],
  ];
  return rules.flatMap(([isBroken, rule, pointer, detail]) =>
    isBroken ? refuse(rule, pointer, detail) : [],
  );
}
