import type { AllowanceCharge, InvoiceDocument } from '../../invoice/document.ts';
import { type ProfileRefusal, refuse } from '../profile-refusal.ts';
import { hasLegalText } from '../xml.ts';

/** Texts that every profile wants and of which XML carries nothing: white space, or characters that it forbids. */
export function checkTexts(document: InvoiceDocument): ProfileRefusal[] {
  const { number, seller, buyer, payee, taxRepresentative: representative } = document;
  const wanted: (readonly [text: string | null | undefined, rule: string, pointer: string])[] = [
    [number, 'BR-02', '/number'],
    [seller.name, 'BR-06', '/seller/name'],
    [buyer.name, 'BR-07', '/buyer/name'],
    [payee?.name, 'BR-17', '/payee/name'],
    [representative?.name, 'BR-18', '/taxRepresentative/name'],
    ...document.lines.map(({ name }, index) => [name, 'BR-25', `/lines/${index}/name`] as const),
  ];
  return [
    ...wanted.flatMap(([text, rule, pointer]) =>
      text === null || text === undefined || hasLegalText(text)
        ? []
        : refuse(rule, pointer, 'Nothing of this text can stand in an electronic invoice.'),
    ),
    ...reasonsOf(document.allowances, 'BR-33', '/allowances'),
    ...reasonsOf(document.charges, 'BR-38', '/charges'),
    ...document.lines.flatMap(({ allowances, charges }, index) => [
      ...reasonsOf(allowances, 'BR-42', `/lines/${index}/allowances`),
      ...reasonsOf(charges, 'BR-44', `/lines/${index}/charges`),
    ]),
  ];
}

/** A code is a reason as well. */
const reasonsOf = (parts: readonly AllowanceCharge[] = [], rule: string, pointer: string): ProfileRefusal[] =>
  parts.flatMap(({ reason, reasonCode }, index) =>
    reasonCode !== undefined || hasLegalText(reason)
      ? []
      : refuse(
          rule,
          `${pointer}/${index}/reason`,
          'Nothing of this reason can stand in an electronic invoice.',
        ),
  );
