import type { Finding } from '../finding.ts';
import { hasCorporateCheckDigit, parseRegistrationNumber } from '../registration-number.ts';
import type { ValidationRule } from '../validation-facts.ts';

/**
 * A Japanese seller prints its registration number (適格請求書 item 1): in form, and the one on file. Without any
 * the document is no qualified invoice, which is lawful and worth a reason.
 */
export const japanRegistrationNumber: ValidationRule = ({ seller }, facts) => {
  if (facts.entityCountry !== 'JP') return [];
  const onFile = facts.entityTaxRegistration;
  if (seller.taxId === undefined) return [onFile === undefined ? notQualified() : notPrinted(onFile)];
  const printed = parseRegistrationNumber(seller.taxId);
  if (!printed.ok) return [malformed(seller.taxId)];
  const filed = onFile === undefined ? undefined : parseRegistrationNumber(onFile);
  return [
    ...(filed?.ok && filed.value !== printed.value ? [differs(printed.value, filed.value)] : []),
    ...(hasCorporateCheckDigit(printed.value) ? [] : [checkDigitWrong(printed.value)]),
  ];
};

const finding = (code: string, level: Finding['level'], en: string, ja: string): Finding => ({
  code: `japan.registration_number_${code}`,
  pointer: '/seller/taxId',
  level,
  text: { en, ja },
});

const notQualified = () =>
  finding(
    'missing',
    'warning',
    'Without a registration number this is no qualified invoice.',
    '登録番号がないため、適格請求書になりません。',
  );

const notPrinted = (onFile: string) =>
  finding(
    'not_printed',
    'error',
    `The entity's registration number ${onFile} is not on the invoice.`,
    `登録番号 ${onFile} が請求書に記載されていません。`,
  );

const malformed = (printed: string) =>
  finding(
    'malformed',
    'error',
    `The registration number "${printed}" is not T and 13 digits.`,
    `登録番号「${printed}」は「T+13桁の数字」ではありません。`,
  );

const differs = (printed: string, filed: string) =>
  finding(
    'differs',
    'error',
    `The invoice says ${printed}, the entity is registered as ${filed}.`,
    `請求書の登録番号 ${printed} が登録済みの ${filed} と異なります。`,
  );

const checkDigitWrong = (printed: string) =>
  finding(
    'check_digit',
    'warning',
    `The check digit of ${printed} is not that of a corporate number: right for a sole proprietor, else a typing error.`,
    `${printed} の検査用数字が法人番号と一致しません。個人事業者でなければ誤記です。`,
  );
