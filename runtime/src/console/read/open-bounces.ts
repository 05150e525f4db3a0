import type { ReportView } from '../../flow/deliver/read-sends.ts';
import type { InvoiceView } from '../../flow/read/get-invoice.ts';

/** What came back of the newest mail of an issued document that went out, as long as nobody saw to it. */
export function openBounces({ document, attempts }: InvoiceView): ReportView[] {
  if (document.status !== 'issued') return [];
  const newest = attempts.find(({ state, reported }) => state === 'sent' || reported !== null);
  return (newest?.reports ?? []).filter(({ kind, closed }) => kind === 'bounced' && closed === null);
}
