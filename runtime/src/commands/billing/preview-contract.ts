import { forecastInvoices } from '../../core/billing/forecast-invoices.ts';
import { parkedFinding } from '../../core/billing/parked-finding.ts';
import { listPricesOf } from '../../core/billing/pricing/list-prices-of.ts';
import { compareDates } from '../../core/civil-date.ts';
import { computeInvoice } from '../../core/invoice/compute-invoice.ts';
import type { InvoiceDocument, Period } from '../../core/invoice/document.ts';
import { InvoiceDraft, type InvoiceDraftInput } from '../../core/invoice/draft-document.ts';
import { parseCurrencyCode } from '../../core/money/currency.ts';
import { money } from '../../core/money/money.ts';
import { moneyToText } from '../../core/money/money-to-text.ts';
import { errorFinding, type Finding, warningFinding } from '../../core/validation/finding.ts';
import type { ContractFile } from './contract-file.ts';
import { groupToDraft } from './group-to-draft.ts';
import { masterOfFile } from './master-of-file.ts';
import { usageOfFile } from './usage-of-file.ts';

/** An invoice that will be: as somebody would write its draft, and computed. */
export type PreviewedInvoice = { draft: InvoiceDraftInput; document: InvoiceDocument };

/** The invoices that a contract will give in a span of days, with what is to be said about them. */
export type ContractPreview = {
  invoices: PreviewedInvoice[];
  /** Waits for a later invoice in the customer's favour on the last day, in major units. */
  carriedCredit: string;
  findings: Finding[];
};

/**
 * Bills the contract from its start and gives the invoices that fall due in a span of days, both included; invoices
 * before it count as issued. A finding that is an error says what stops it; the invoices are those until then.
 */
export function previewContract(file: ContractFile, { from, to }: Period): ContractPreview {
  const currency = parseCurrencyCode(file.currency);
  if (!currency.ok) return refused('/currency', `${file.currency} ${currency.reason}.`);
  const master = masterOfFile(file);
  const terms = { currency: currency.value, rounding: file.seller.rounding };
  const forecast = forecastInvoices({
    contract: file,
    facts: file.facts.filter(({ event }) => event.kind !== 'usage'),
    booked: [],
    until: to,
    ...terms,
    listPriceOn: listPricesOf(master.productOn, terms),
    usageOf: usageOfFile(file.facts, file.seller.timeZone),
  });
  if (!forecast.ok) return refused('', forecast.reason);
  const { invoices: groups, carriedCreditMinor, parkedOn } = forecast.value;
  const findings = [...forecast.value.findings, ...saidOf(file)];
  if (parkedOn !== null) findings.push(parkedFinding(parkedOn));
  const invoices: PreviewedInvoice[] = [];
  for (const [place, group] of groups.entries()) {
    if (compareDates(group.invoiceOn, from) < 0) continue;
    // They have no numbers yet: a final invoice names them by the days on which they fall due.
    const preceding = groups
      .slice(0, place)
      .map(({ invoiceOn }) => ({ number: invoiceOn, issueDate: invoiceOn }));
    const draft = groupToDraft(file, group, { master, currency: currency.value, preceding });
    const made = draft.ok ? compute(draft.value) : { findings: [invalid('', draft.reason)] };
    if ('findings' in made) findings.push(...made.findings);
    else invoices.push(made);
  }
  return { invoices, carriedCredit: moneyToText(money(carriedCreditMinor, currency.value)), findings };
}

function compute(draft: InvoiceDraftInput): PreviewedInvoice | { findings: Finding[] } {
  const read = InvoiceDraft.safeParse(draft);
  const of = draft.issueDate ?? draft.supplyDate;
  if (!read.success)
    return { findings: [invalid('', `The invoice of ${of}: ${read.error.issues[0]?.message}.`)] };
  const computed = computeInvoice(read.data);
  return computed.ok ? { draft, document: computed.document } : { findings: computed.findings };
}

/** What the file leaves open and what it says in vain, so that no figure is taken for more than it is. */
function saidOf({ taxRules, facts, revisions }: ContractFile): Finding[] {
  const findings: Finding[] = [];
  if (taxRules === undefined) {
    findings.push(
      warningFinding(
        'tax.not_given',
        '/taxRules',
        'No tax rules are given: every line is outside the scope of tax (O).',
        '税区分の設定がないため、すべての明細を対象外(O)として計算しています。',
      ),
    );
  }
  const meters = new Set(
    revisions.flatMap(({ plan }) =>
      plan.form === 'subscription'
        ? plan.items.flatMap((item) => (item.kind === 'usage' ? item.meter : []))
        : [],
    ),
  );
  const stray = new Set(
    facts.flatMap(({ event }) => (event.kind === 'usage' && !meters.has(event.meter) ? event.meter : [])),
  );
  for (const meter of stray) {
    findings.push(
      warningFinding(
        'usage.meter_unknown',
        '/facts',
        `No item of the contract bills the meter "${meter}"; its usage is on no invoice.`,
        `メーター「${meter}」を請求する契約明細がないため、その利用量は請求されません。`,
      ),
    );
  }
  return findings;
}

const invalid = (pointer: string, reason: string): Finding =>
  errorFinding('contract.invalid', pointer, reason, `契約を請求できません(${reason})。`);

const refused = (pointer: string, reason: string): ContractPreview => ({
  invoices: [],
  carriedCredit: '0',
  findings: [invalid(pointer, reason)],
});
