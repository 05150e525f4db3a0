import type { IDataObject } from 'n8n-workflow';

/** How an approval ended, as the flow goes on with it. `returned`: the request was closed without a decision. */
export const DECISIONS = ['approved', 'rejected', 'returned', 'discarded'] as const;

/** A decision as the flow gets it. */
export interface Decision extends IDataObject {
  state: 'decided';
  decision: (typeof DECISIONS)[number];
  isApproved: boolean;
  approvalId: string | null;
  reason: string | null;
  decidedBy: string | null;
  decidedAt: string | null;
}

/** The decision in what the hub says, whether it answers or calls back; undefined when it holds none that we know. */
export function readDecision(said: IDataObject): Decision | undefined {
  const decision = DECISIONS.find((known) => known === said.decision);
  if (decision === undefined) return undefined;
  const text = (value: unknown): string | null => (typeof value === 'string' ? value : null);
  return {
    state: 'decided',
    decision,
    isApproved: decision === 'approved',
    approvalId: text(said.approvalId),
    reason: text(said.reason),
    decidedBy: text((said.decidedBy as IDataObject | null | undefined)?.name),
    decidedAt: text(said.decidedAt),
  };
}

/**
 * Whether an invoice stands as it must after a decision. Several steps may each have been approved: only the status says
 * that all of them were.
 */
export function fitsInvoice({ decision }: Decision, invoice: IDataObject): boolean {
  const status = String((invoice.document as IDataObject).status);
  const isApproved = ['approved', 'issued', 'voiding', 'voided'].includes(status);
  if (decision === 'approved') return isApproved;
  if (decision === 'discarded') return status === 'discarded';
  const decisions = invoice.decisions as IDataObject[];
  return decision === 'rejected' ? decisions.some((taken) => taken.decision === 'rejected') : !isApproved;
}
