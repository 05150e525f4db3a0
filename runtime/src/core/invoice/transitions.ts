import type { Permission } from '../permissions.ts';
import type { DocumentStatus } from './document.ts';

type Transition = {
  event: string;
  from: readonly (DocumentStatus | null)[];
  to: DocumentStatus;
  permission: Permission;
  /** What else has to hold, in words. */
  guard: string;
  /** The lifecycle event that others hear of. */
  emits: string;
};

/** Every change of the document status that exists. What is not here is refused. Shown in docs/invoice-commands.md. */
export const TRANSITIONS = [
  {
    event: 'create',
    from: [null],
    to: 'draft',
    permission: 'create',
    guard: 'its source is billed by no other document, and its legal entity is granted',
    emits: 'invoice.created',
  },
  {
    event: 'edit',
    from: ['draft', 'pending_approval', 'approved'],
    to: 'draft',
    permission: 'edit',
    guard: 'nobody changed it meanwhile, with a reason; an approval of the old content is void',
    emits: 'invoice.edited',
  },
  {
    event: 'regenerate',
    from: ['draft', 'pending_approval', 'approved'],
    to: 'draft',
    permission: 'edit',
    guard: 'what it is made from changed; an approval of the old content is void',
    emits: 'invoice.regenerated',
  },
  {
    event: 'submit',
    from: ['draft'],
    to: 'pending_approval',
    permission: 'submit',
    guard: 'no finding is an error, and warnings have a reason; rules ask people',
    emits: 'invoice.submitted',
  },
  {
    event: 'submit_automatic',
    from: ['draft'],
    to: 'approved',
    permission: 'submit',
    guard: 'no rule asks anybody, and the amount is under the ceiling of the default row',
    emits: 'invoice.approved',
  },
  {
    event: 'approve',
    from: ['pending_approval'],
    to: 'approved',
    permission: 'approve',
    guard:
      'a person whom the steps ask, who neither made, edited nor submitted it; the content is what was asked about',
    emits: 'invoice.approved',
  },
  {
    event: 'reject',
    from: ['pending_approval'],
    to: 'draft',
    permission: 'approve',
    guard: 'a person whom the steps ask, with a reason',
    emits: 'invoice.rejected',
  },
  {
    event: 'return',
    from: ['pending_approval'],
    to: 'draft',
    permission: 'approve',
    guard: 'a person whom the steps ask, with a reason',
    emits: 'invoice.returned',
  },
  {
    event: 'revoke',
    from: ['approved'],
    to: 'draft',
    permission: 'approve',
    guard: 'a person who may approve, with a reason',
    emits: 'invoice.approval_revoked',
  },
  {
    event: 'withdraw',
    from: ['pending_approval', 'approved'],
    to: 'draft',
    permission: 'submit',
    guard: 'its submitter or an administrator; or its source cannot be billed any more',
    emits: 'invoice.withdrawn',
  },
  {
    event: 'discard',
    from: ['draft', 'pending_approval', 'approved'],
    to: 'discarded',
    permission: 'edit',
    guard: 'nothing; no number was used, and its source is free again',
    emits: 'invoice.discarded',
  },
  {
    event: 'issue',
    from: ['approved'],
    to: 'issued',
    permission: 'issue',
    guard: 'the content is what was approved, and an exchange rate is there where one is needed',
    emits: 'invoice.issued',
  },
  {
    event: 'void',
    from: ['issued'],
    to: 'voiding',
    permission: 'void',
    guard:
      'no money and no credit note is on it, no money is on its way to it, with a reason; a rule may hold it until others approved it',
    emits: 'invoice.void_requested',
  },
  {
    event: 'confirm_void',
    from: ['voiding'],
    to: 'voided',
    permission: 'void',
    guard: 'every ledger was read back and holds it no more',
    emits: 'invoice.voided',
  },
  {
    event: 'refuse_void',
    from: ['voiding'],
    to: 'issued',
    permission: 'void',
    guard: 'a ledger refused',
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
