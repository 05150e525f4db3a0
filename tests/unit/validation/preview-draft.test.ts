import { expect, test } from 'vitest';
import { previewDraft } from '../../../runtime/src/core/validation/preview-draft.ts';
import { type DraftText, draftLine, draftText, japaneseDraftText } from '../invoice/sample-draft.ts';

const found = (draft: unknown): string[] => {
  const preview = previewDraft(draft);
  return preview.findings.map(({ level, code, pointer }) => `${level} ${code} ${pointer}`);
};
const withLine = (line: object, changes: Partial<DraftText> = {}): object => ({
  ...draftText(changes),
  lines: [{ ...draftLine(), ...line }],
});

test('drafts that are right have no finding, in Germany and in Japan', () => {
  expect(found(draftText())).toEqual([]);
  expect(found(japaneseDraftText())).toEqual([]);
});

test.each([
  ['10^30', '1e30'],
  ['31 digits', '1'.padEnd(31, '0')],
  ['400 decimals', `0.${'1'.repeat(400)}`],
  ['no number', 'NaN'],
  ['infinity', 'Infinity'],
  ['a JSON number', 1.5],
  ['nothing', null],
  ['a grouped figure', '1,000'],
  ['eleven decimals', '0.12345678901'],
])('a quantity that is %s is refused with its place, whatever else is right', (_what, quantity) => {
  const preview = previewDraft(withLine({ quantity }));
  expect(preview.ok).toBe(false);
  expect(new Set(preview.findings.map(({ code, pointer }) => `${code} ${pointer}`))).toEqual(
    new Set(['draft.invalid /lines/0/quantity']),
  );
});

test('100,000 lines are refused before any of them is read', () => {
  const lines = Array.from({ length: 100_000 }, () => ({ quantity: 'NaN' }));
  expect(found({ ...draftText(), lines })).toEqual(['error draft.too_many_lines /lines']);
});

test('the longest figures that are allowed are computed exactly', () => {
  const line = { quantity: '0.9999999999', unitPrice: '1000000.9999999999' };
  const preview = previewDraft(withLine(line));
  expect(preview.ok && preview.document.lines[0]?.netAmount).toBe('1000001.00');
});

test('a key that is not known is refused at its place, so that no misspelt allowance is lost', () => {
  expect(found({ ...draftText(), allowence: [] })).toEqual(['error draft.invalid /allowence']);
  expect(found(withLine({ netAmount: '100.00' }))).toEqual(['error draft.invalid /lines/0/netAmount']);
});

test.each([[null], [[]], ['text'], [12]])('%j is no draft', (input) => {
  expect(previewDraft(input).ok).toBe(false);
});

test.each([
  ['an allowance that is both', { amount: '1', percent: '1', reason: 'x' }, '/lines/0/allowances/0/amount'],
  ['an allowance that is neither', { reason: 'x' }, '/lines/0/allowances/0/amount'],
  ['an allowance without reason', { amount: '1' }, '/lines/0/allowances/0/reason'],
])('%s is refused', (_what, allowance, pointer) => {
  expect(found(withLine({ allowances: [allowance] }))).toEqual([`error draft.invalid ${pointer}`]);
});

test('a quantity of zero is an error; a negative one is, unless the line or the document is a credit', () => {
  const error = ['error line.quantity_not_positive /lines/0/quantity'];
  const credit: Partial<DraftText> = { type: 'credit_note', precedingInvoices: [{ number: 'INV-1' }] };
  expect(found(withLine({ quantity: '0' }))).toEqual(error);
  expect(found(withLine({ quantity: '-1' }))).toEqual(error);
  expect(found(withLine({ quantity: '-1', isCredit: true }))).toEqual([]);
  expect(found(withLine({ quantity: '-1' }, credit))).toEqual([]);
  expect(found(withLine({ quantity: '0' }, credit))).toEqual(error);
});

test('an exempt line has rate 0 and says why', () => {
  const exempt = { taxCategory: 'E', taxRatePercent: '0' };
  expect(found(withLine({ ...exempt, exemptionReason: 'Education' }))).toEqual([]);
  expect(found(withLine(exempt))).toEqual(['error tax.exemption_reason_missing /taxRows/0/exemptionReason']);
  expect(found(withLine({ ...exempt, taxRatePercent: '7', exemptionReason: 'Education' }))).toEqual([
    'error tax.rate_not_zero /lines/0/taxRatePercent',
  ]);
});

test('a taxed category has a rate', () => {
  expect(found(withLine({ taxRatePercent: '0' }))).toEqual(['error tax.rate_zero /lines/0/taxRatePercent']);
});

test('reverse charge names both tax numbers', () => {
  const line = { taxCategory: 'AE', taxRatePercent: '0', exemptionReason: 'Reverse charge' };
  expect(found(withLine(line))).toEqual([]);
  expect(found(withLine(line, { buyer: { name: 'Exemple SARL' } }))).toEqual([
    'error tax.number_missing /buyer/taxId',
  ]);
});

test('a charge in the clothes of a negative allowance is an error', () => {
  expect(found(withLine({ allowances: [{ amount: '-1', reason: 'x' }] }))).toEqual([
    'error allowance.wrong_sign /lines/0/allowances/0/amount',
  ]);
});

test('agreed instalments that do not add up are an error', () => {
  const instalments = [{ dueDate: '2027-01-31', amount: '109.99' }];
  expect(found(draftText({ instalments }))).toEqual(['error instalments.sum /instalments']);
  expect(found(draftText({ instalments: [{ dueDate: '2027-01-31', amount: '110.00' }] }))).toEqual([]);
});

test('nothing is due before it is issued, and no period runs backward', () => {
  const issueDate = '2026-11-30';
  expect(found(draftText({ issueDate, dueDate: '2026-11-29' }))).toEqual([
    'error due_date.before_issue /dueDate',
  ]);
  expect(found(draftText({ issueDate, dueDate: issueDate }))).toEqual([]);
  expect(found(draftText({ period: { from: '2026-11-30', to: '2026-11-01' } }))).toEqual([
    'error period.reversed /period/to',
  ]);
});

test.each(['credit_note', 'final', 'corrected'] as const)('a %s names the invoice before it', (type) => {
  expect(found(draftText({ type }))).toEqual(['error preceding_invoice.missing /precedingInvoices']);
  expect(found(draftText({ type, precedingInvoices: [{ number: 'INV-1' }] }))).toEqual([]);
});

test('a Japanese return invoice says when the original supply was', () => {
  const named = (issueDate?: string) =>
    found(
      japaneseDraftText({
        type: 'credit_note',
        precedingInvoices: [{ number: 'INV-1', ...(issueDate === undefined ? {} : { issueDate }) }],
      }),
    );
  expect(named()).toEqual(['error japan.return_supply_date_missing /period']);
  expect(named('2026-10-31')).toEqual([]);
});

test('terms that no date follows from are an error', () => {
  expect(found(draftText({ termsCode: 'soon' }))).toEqual(['error terms.unreadable /terms/code']);
});

test('every finding speaks both languages', () => {
  const preview = previewDraft(withLine({ quantity: '0', taxRatePercent: '0' }, { type: 'final' }));
  expect(preview.findings.length).toBe(3);
  for (const { text } of preview.findings) {
    expect(text.en).toMatch(/^[\x20-\x7e]+$/);
    expect(text.ja).toMatch(/[ぁ-ん]/);
  }
});
