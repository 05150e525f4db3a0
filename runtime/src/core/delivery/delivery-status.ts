import type { ReportKind } from './delivery-report.ts';

/** Where the delivery of a document stands: a projection of its send attempts and of what was reported about them. */
export type DeliveryStatus = 'not_sent' | 'queued' | 'sent' | 'opened' | 'bounced';

/** The send attempts of a document, in short. */
export type SendFacts = {
  /** What became of the newest one that went out; null where none did. */
  lastOut: ReportKind | null;
  /** One waits for the mail server, or is being handed over. */
  isOneOpen: boolean;
};

/**
 * Where the delivery stands (model.md E1). The newest mail that went out decides, so that a bounce is over once another
 * mail goes out, and a late bounce of an earlier mail changes nothing. One that waits shows only where nothing arrived.
 */
export function deliveryStatus({ lastOut, isOneOpen }: SendFacts): DeliveryStatus {
  if (isOneOpen && (lastOut === null || lastOut === 'bounced')) return 'queued';
  return lastOut ?? 'not_sent';
}
