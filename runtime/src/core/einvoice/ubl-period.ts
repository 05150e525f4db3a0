import type { InvoiceDocument } from '../invoice/document.ts';
import { type EInvoiceProfile, isJapaneseProfile } from './profile.ts';
import { group, leaf, type XmlElement } from './xml.ts';

/** A span of days (BG-14, BG-26). */
export function ublPeriod(period: { from: string; to: string } | undefined): XmlElement | undefined {
  if (period === undefined) return undefined;
  return group('cac:InvoicePeriod', leaf('cbc:StartDate', period.from), leaf('cbc:EndDate', period.to));
}

/**
 * The period of the document. Japan wants the day of the supply (取引年月日) and has it as a period (aligned-ibrp-052): without
 * one of the document, and where lines do not all have theirs, it is that day.
 */
export function ublDocumentPeriod(
  { period, supplyDate, lines }: InvoiceDocument,
  profile: EInvoiceProfile,
): XmlElement | undefined {
  if (period !== undefined || !isJapaneseProfile(profile)) return ublPeriod(period);
  const isByLine = lines.length > 0 && lines.every((line) => line.period !== undefined);
  return isByLine ? undefined : ublPeriod({ from: supplyDate, to: supplyDate });
}
