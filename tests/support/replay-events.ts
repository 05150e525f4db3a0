import type { DocumentStatus } from '../../runtime/src/core/invoice/document.ts';
import { TRANSITIONS } from '../../runtime/src/core/invoice/transitions.ts';
import type { TimelineEntry } from '../../runtime/src/flow/read/get-invoice.ts';

/** What the events of an invoice alone say of it; the balance is null before its issue, pending before any is on its way. */
export type ReplayedInvoice = {
  status: DocumentStatus | null;
  number: unknown;
  issueDate: unknown;
  dueDate: unknown;
  balance: unknown;
  pending: unknown;
};

/**
 * Rebuilds an invoice's state from its events, in their order (model.md E6.5). Fails for a gap in the sequence, and for
 * an event whose change of state is not in the transition table.
 */
export function replayEvents(timeline: readonly TimelineEntry[]): ReplayedInvoice {
  const state: ReplayedInvoice = {
    status: null,
    number: null,
    issueDate: null,
    dueDate: null,
    balance: null,
    pending: null,
  };
  for (const [index, { sequence, type, data }] of timeline.entries()) {
    if (sequence !== index + 1) throw new Error(`event ${index + 1} has the sequence ${sequence}`);
    // The first event of an invoice says by its type alone that it is a draft now.
    const to = type === 'invoice.created' ? 'draft' : data['to'];
    if (typeof to === 'string') {
      const row = TRANSITIONS.find(
        ({ emits, from, to: target }) =>
          emits === type && target === to && from.some((status) => status === state.status),
      );
      if (row === undefined) throw new Error(`${type} leads from ${state.status} to ${to}`);
      state.status = row.to;
    }
    for (const field of ['number', 'issueDate', 'dueDate'] as const)
      state[field] = data[field] ?? state[field];
    if (data['balance'] !== undefined) state.balance = data['balance'];
    if (data['pending'] !== undefined) state.pending = data['pending'];
  }
  return state;
}
