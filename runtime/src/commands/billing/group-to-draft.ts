import { contractToDraft } from '../../core/billing/contract-to-draft.ts';
import type { BillingEntity, DraftContent } from '../../core/billing/deal-to-draft.ts';
import type { InvoiceGroup } from '../../core/billing/difference/group-into-invoices.ts';
import type { PrecedingInvoice } from '../../core/invoice/document.ts';
import type { InvoiceDraftInput } from '../../core/invoice/draft-document.ts';
import type { CurrencyCode } from '../../core/money/currency.ts';
import { decimalToText } from '../../core/money/decimal-to-text.ts';
import { fail, ok, type Result } from '../../core/result.ts';
import type { ContractFile } from './contract-file.ts';
import type { FileMaster } from './master-of-file.ts';

/** How a file is billed, and the invoices before the one that is made. */
export type FileBilling = {
  master: FileMaster;
  currency: CurrencyCode;
  preceding: readonly PrecedingInvoice[];
};

/** Makes the draft of an invoice as `seikyu invoice compute` takes it; fails with a sentence when it cannot be taxed. */
export function groupToDraft(
  file: ContractFile,
  group: InvoiceGroup,
  { master, currency, preceding }: FileBilling,
): Result<InvoiceDraftInput> {
  const { name, email } = partiesOf(file).buyer;
  const source = { system: '', connectionId: '', recordId: '', externalId: '' };
  const owner = { contractId: 'contract', contract: file, source };
  const made = contractToDraft({
    group: { ...group, lines: group.lines.map((line) => ({ ...line, owner })) },
    preceding,
    customer: { externalKey: file.customerKey, name, ...(email === undefined ? {} : { email }) },
    contacts: [],
    entity: entityOf(file),
    currency,
    ...master,
  });
  if (!made.ok) return fail(made.refusals.map(({ reason }) => reason).join(' '));
  return ok(contentToDraft(file, group, made.draft));
}

const partiesOf = ({ seller, buyer, customerKey }: ContractFile) => ({
  seller: partyOf(seller),
  buyer: buyer ?? { name: customerKey },
});

function partyOf({ name, taxId, address, email }: ContractFile['seller']): InvoiceDraftInput['seller'] {
  return {
    name,
    ...(taxId === undefined ? {} : { taxId }),
    ...(address === undefined ? {} : { address }),
    ...(email === undefined ? {} : { email }),
  };
}

/** The seller's settings; who it is goes from the file to the draft, where a preview may leave things out. */
const entityOf = ({ currency, seller: { name, rounding, terms, locale } }: ContractFile): BillingEntity => ({
  legalName: name,
  country: '',
  currency,
  taxRegistration: null,
  address: { line1: '', city: '', country: '' },
  email: '',
  paymentInstructions: null,
  rounding,
  defaultTerms: terms,
  locale,
});

function contentToDraft(
  file: ContractFile,
  { invoiceOn }: InvoiceGroup,
  content: DraftContent,
): InvoiceDraftInput {
  const { type, locale, supplyDate, termsCode, purchaseOrder, recipients, extras, lines } = content;
  return {
    ...(type === undefined ? {} : { type }),
    ...{ locale, currency: file.currency, issueDate: invoiceOn, supplyDate, termsCode },
    rounding: { mode: file.seller.rounding },
    ...partiesOf(file),
    recipients,
    ...(purchaseOrder === null ? {} : { purchaseOrder }),
    ...(extras?.precedingInvoices === undefined ? {} : { precedingInvoices: extras.precedingInvoices }),
    ...(extras?.closingDate === undefined ? {} : { closingDate: extras.closingDate }),
    ...(extras?.period === undefined ? {} : { period: extras.period }),
    lines: lines.map(({ line }) => lineToDraft(line)),
  };
}

function lineToDraft(line: DraftContent['lines'][number]['line']): InvoiceDraftInput['lines'][number] {
  const { sku, name, description, unit, extras, listPrice, amounts } = line;
  return {
    sku,
    name,
    ...(description === null ? {} : { description }),
    quantity: decimalToText(amounts.quantity),
    unit,
    unitPrice: decimalToText(amounts.unitPrice),
    taxCategory: amounts.taxCategory,
    taxRatePercent: decimalToText(amounts.taxRatePercent),
    ...(extras?.isCredit === undefined ? {} : { isCredit: extras.isCredit }),
    ...(extras?.period === undefined ? {} : { period: extras.period }),
    ...(listPrice === null ? {} : { listPrice: decimalToText(listPrice) }),
  };
}
