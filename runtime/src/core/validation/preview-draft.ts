import type { z } from 'zod';
import { computeInvoice } from '../invoice/compute-invoice.ts';
import type { InvoiceDocument } from '../invoice/document.ts';
import { DRAFT_LINES_MAX, InvoiceDraft } from '../invoice/draft-document.ts';
import { isJapaneseSeller } from '../invoice/seller-country.ts';
import { errorFinding, type Finding } from './finding.ts';
import { validateDocument } from './validate-invoice.ts';

/** A computed document with what is not right yet, or why nothing was computed. */
export type PreviewedDraft =
  | { ok: true; document: InvoiceDocument; findings: Finding[] }
  | { ok: false; findings: Finding[] };

/** As many as a person reads; the rest shows once these are mended. */
const FINDINGS_MAX = 100;

/**
 * Reads, computes and validates a draft that may hold anything. What is no draft, or cannot be computed exactly, is
 * refused with a pointer and a rule for each cause.
 */
export function previewDraft(input: unknown): PreviewedDraft {
  if (hasTooManyLines(input)) return { ok: false, findings: [tooManyLines()] };
  const draft = InvoiceDraft.safeParse(input);
  if (!draft.success) return { ok: false, findings: toFindings(draft.error) };
  return previewInvoice(draft.data);
}

/** The same of a draft that was read already. */
export function previewInvoice(draft: InvoiceDraft): PreviewedDraft {
  const computed = computeInvoice(draft);
  if (!computed.ok) return { ok: false, findings: computed.findings.slice(0, FINDINGS_MAX) };
  const { document } = computed;
  const country = document.seller.address?.country ?? (isJapaneseSeller(document.seller) ? 'JP' : '');
  return { ok: true, document, findings: validateDocument(document, country) };
}

/** Looked at before anything else, so that a huge list costs nothing. */
const hasTooManyLines = (input: unknown): boolean =>
  typeof input === 'object' &&
  input !== null &&
  'lines' in input &&
  Array.isArray(input.lines) &&
  input.lines.length > DRAFT_LINES_MAX;

const tooManyLines = (): Finding =>
  errorFinding(
    'draft.too_many_lines',
    '/lines',
    `A document has at most ${DRAFT_LINES_MAX} lines.`,
    `明細は${DRAFT_LINES_MAX}行までです。`,
  );

function toFindings(error: z.core.$ZodError): Finding[] {
  return error.issues
    .flatMap((issue) =>
      issue.code === 'unrecognized_keys'
        ? issue.keys.map((key) => invalid([...issue.path, key], 'This key is not known here.'))
        : [invalid(issue.path, issue.message)],
    )
    .slice(0, FINDINGS_MAX);
}

const invalid = (path: readonly PropertyKey[], message: string): Finding =>
  errorFinding(
    'draft.invalid',
    path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join(''),
    message,
    `この項目の値が請求書の下書きの形式に合っていません(${message})。`,
  );
