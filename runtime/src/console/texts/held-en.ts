import type { HeldCommand } from '../../core/invoice/held-commands.ts';

const names: Record<HeldCommand, string> = {
  refund: 'Refund',
  void: 'Void',
  correct: 'Correction of recipient or address',
  write_off: 'Write-off',
};

/** Texts of commands on issued documents that a rule holds until others approved them. */
export const heldEn = {
  names,
  /** With the amount where the command has one. */
  asked: (name: string, amount: string | null) => (amount === null ? name : `${name} of ${amount}`),
  title: (asked: string) => `${asked}: approval`,
  lead: 'Nothing is done yet. Once the last approval is given it is done exactly as it was asked, or refused if it is not possible any more.',
  reason: (reason: string) => `Reason: ${reason}`,
  waiting: (asked: string) => `${asked} waits for an approval.`,
  look: 'Look at the request',
  fields: {
    refundedOn: 'Refunded on',
    reference: 'Reference',
    creditNoteId: 'Credit note',
    paymentId: 'Payment',
  } as Record<string, string>,
  rule: {
    applies: 'Judges',
    appliesHelp:
      'What is submitted, or a command on an issued document: it waits until those whom the rule asks have approved it. Without such a rule the permission is enough; a write-off is asked for in any case. Trials leave such rules out: past invoices hold no commands.',
    submitted: 'What is submitted for approval',
    commands: {
      refund: 'Refunds',
      void: 'Voids',
      correct: 'Corrections of recipient or address',
      write_off: 'Write-offs',
    } satisfies Record<HeldCommand, string>,
  },
  done: {
    held: 'Asked for. A rule wants an approval of it first; it is done once that is given.',
    command_approved: 'Approved. Once every step agrees it is done as it was asked; the history says so.',
    command_rejected: 'Rejected. Nothing was done.',
    command_returned: 'Sent back. Nothing was done; it can be asked for anew.',
  },
};
