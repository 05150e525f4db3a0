import type { Permission } from '../permissions.ts';
import type { DocumentStatus } from './document.ts';

type Transition = {
  event: string;
  from: readonly (DocumentStatus | null)[];
  to: DocumentStatus;
  permission: Permission;
  /** The lifecycle event that others hear of. */
  emits: string;
};

/** Every change of the document status that exists. What is not here is refused. Shown in docs/invoice-states.md. */
export const TRANSITIONS = [
  { event: 'create', from: [null], to: 'draft', permission: 'create', emits: 'invoice.created' },
  {
    event: 'regenerate',
    from: ['draft', 'pending_approval', 'approved'],
    to: 'draft',
    permission: 'edit',
    emits: 'invoice.regenerated',
  },
  {
    event: 'submit',
    from: ['draft'],
    to: 'pending_approval',
    permission: 'submit',
    emits: 'invoice.submitted',
  },
  {
    event: 'submit_automatic',
    from: ['draft'],
    to: 'approved',
    permission: 'submit',
    emits: 'invoice.approved',
  },
  {
    event: 'approve',
    from: ['pending_approval'],
    to: 'approved',
    permission: 'approve',
    emits: 'invoice.approved',
  },
  {
    event: 'reject',
    from: ['pending_approval'],
    to: 'draft',
    permission: 'approve',
    emits: 'invoice.rejected',
  },
  {
    event: 'return',
    from: ['pending_approval'],
    to: 'draft',
    permission: 'approve',
    emits: 'invoice.returned',
  },
  {
    event: 'revoke',
    from: ['approved'],
    to: 'draft',
    permission: 'approve',
    emits: 'invoice.approval_revoked',
  },
  {
    event: 'withdraw',
    from: ['pending_approval', 'approved'],
    to: 'draft',
    permission: 'edit',
    emits: 'invoice.withdrawn',
  },
  {
    event: 'discard',
    from: ['draft', 'pending_approval', 'approved'],
    to: 'discarded',
    permission: 'edit',
    emits: 'invoice.discarded',
  },
  { event: 'issue', from: ['approved'], to: 'issued', permission: 'issue', emits: 'invoice.issued' },
  { event: 'void', from: ['issued'], to: 'voiding', permission: 'void', emits: 'invoice.void_requested' },
  { event: 'confirm_void', from: ['voiding'], to: 'voided', permission: 'void', emits: 'invoice.voided' },
  {
    event: 'refuse_void',
    from: ['voiding'],
    to: 'issued',
    permission: 'void',
    emits: 'invoice.void_refused',
  },
] as const satisfies readonly Transition[];

/** The name of a command that changes the document status. */
export type TransitionEvent = (typeof TRANSITIONS)[number]['event'];

/** The row of the table for a command in a state; undefined when the state does not allow it. */
export function findTransition(event: TransitionEvent, from: DocumentStatus | null): Transition | undefined {
  return TRANSITIONS.find(
    (row) => row.event === event && (row.from as readonly (DocumentStatus | null)[]).includes(from),
  );
}
