import type { Recipient } from '../invoice/document.ts';

/**
 * What is told of a mail after it was handed over, from the least to the most that it says of a recipient: a mail that was
 * opened was sent, and one that came back did not arrive, whatever else was said of it.
 */
export const REPORT_KINDS = ['sent', 'opened', 'bounced'] as const;
export type ReportKind = (typeof REPORT_KINDS)[number];

/** One report about one recipient of a mail. */
export type RecipientReport = { recipient: string; kind: ReportKind };

/** Longest reason that is kept of what a provider or mail server says. */
export const REASON_MAX_CHARS = 500;

/** True for two spellings of one mail address. Hosts that tell letter case apart are discouraged and not met (RFC 5321, 2.4). */
export const isSameAddress = (left: string, right: string): boolean =>
  left.trim().toLowerCase() === right.trim().toLowerCase();

/** What the reports say of one recipient, in whatever order they came; null while nobody said anything. */
export function kindOfRecipient(reports: readonly RecipientReport[], recipient: string): ReportKind | null {
  const kinds = new Set(
    reports.filter((report) => isSameAddress(report.recipient, recipient)).map(({ kind }) => kind),
  );
  return REPORT_KINDS.findLast((kind) => kinds.has(kind)) ?? null;
}

/**
 * What all reports about a mail come to, in whatever order they came; null without any. It bounced where it reached none of
 * those whom it is for: who is billed, or, where nobody is billed by mail, who gets a copy.
 */
export function kindOfMail(
  recipients: readonly Recipient[],
  reports: readonly RecipientReport[],
): ReportKind | null {
  if (reports.length === 0) return null;
  const kindOf = ({ email }: Recipient) => kindOfRecipient(reports, email);
  const billed = recipients.filter(({ role }) => role === 'bill_to');
  const isFor = billed.length > 0 ? billed : recipients;
  if (isFor.length > 0 && isFor.every((recipient) => kindOf(recipient) === 'bounced')) return 'bounced';
  return reports.some(({ kind }) => kind === 'opened') ? 'opened' : 'sent';
}
