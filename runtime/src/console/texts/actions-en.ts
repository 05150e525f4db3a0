/** Texts of what can be done to an invoice; `title` gets its name, `text` the recipients. */
export const actionsEn = {
  submit: {
    label: 'Submit',
    title: (name: string) => `Submit ${name}`,
    text: (_recipients: string) =>
      'The draft is checked and routed by the rules: to an approver, or through where they allow it.',
    confirm: 'Submit for approval',
  },
  withdraw: {
    label: 'Take back',
    title: (name: string) => `Take the submission of ${name} back`,
    text: (_recipients: string) =>
      'It is a draft again and nobody is asked any more. Its submitter can do this, or an administrator.',
    confirm: 'Take it back',
  },
  takeBack: {
    label: 'Take back',
    title: (name: string) => `Take back what was asked for ${name}`,
    text: (_recipients: string) =>
      'It is not done and nobody is asked any more. Whoever asked can do this, or an administrator.',
    confirm: 'Take it back',
  },
  revoke: {
    label: 'Revoke the approval',
    title: (name: string) => `Revoke the approval of ${name}`,
    text: (_recipients: string) => 'It is a draft again. Once it is submitted, everybody is asked anew.',
    confirm: 'Revoke the approval',
  },
  issue: {
    label: 'Issue',
    title: (name: string) => `Issue ${name}`,
    text: (_recipients: string) =>
      'It takes the next number of its series and its content is frozen. This cannot be taken back; a mistake is corrected by voiding.',
    confirm: 'Issue the invoice',
  },
  send: {
    label: 'Send',
    title: (name: string) => `Send ${name}`,
    text: (recipients: string) => `The stored PDF goes by mail to ${recipients}.`,
    confirm: 'Send the invoice',
  },
  resend: {
    label: 'Send again',
    title: (name: string) => `Send ${name} again`,
    text: (recipients: string) => `The same stored PDF goes once more to ${recipients}, as a new message.`,
    confirm: 'Send again',
  },
  discard: {
    label: 'Discard',
    title: (name: string) => `Discard ${name}`,
    text: (_recipients: string) =>
      'The draft leaves the board, and an open approval request is closed. What it billed can stand on another invoice.',
    confirm: 'Discard the draft',
  },
  void: {
    label: 'Void',
    title: (name: string) => `Void ${name}`,
    text: (_recipients: string) =>
      'Accounting is asked to void it as well, and the number stays taken. This cannot be taken back.',
    confirm: 'Void the invoice',
  },
  reissue: {
    label: 'Issue again',
    title: (name: string) => `Issue ${name} again`,
    text: (_recipients: string) =>
      'A new draft is made from the same deal or contract, with the content of today where that has changed; a credit note takes back as much of the same lines. It names this document as the one that it replaces, and is approved and issued like any other.',
    confirm: 'Make the new draft',
  },
  submitReason: 'Needed when the check ends in warnings: why it is right as it is.',
  reasonMissing: 'A reason is needed. It is kept in the audit trail.',
  done: {
    submit: 'Submitted. Below is where it went.',
    withdraw: 'Taken back. The invoice is a draft again.',
    takeBack: 'Taken back. Nothing was done.',
    revoke: 'The approval is revoked. The invoice is a draft again.',
    issue:
      'Issued. The document is being made, then it is sent and booked by itself where the entity says so.',
    send: 'Queued for sending. The outcome appears under deliveries.',
    resend: 'Queued for sending. The outcome appears under deliveries.',
    discard: 'Discarded.',
    reissue: 'This is the draft that takes the place of the voided document.',
    void: 'Voiding has begun. It is void once every accounting system has confirmed it.',
  },
};
