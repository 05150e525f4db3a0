/** Texts of what became of a mail after it was sent. */
export const deliveryEn = {
  kinds: {
    sent: 'Taken by their mail server',
    opened: 'Opened',
    bounced: 'Came back',
  },
  reports: (recipient: string) => `What is known of ${recipient}`,
  bounced: 'The mail came back',
  bouncedFrom: (recipient: string) => `The mail to ${recipient} came back`,
  advice: 'Correct the recipient if the address is wrong, then send again.',
  warnSend: (recipients: string) =>
    `The last mail to ${recipients} came back. Correct the recipient first if the address is wrong.`,
  close: 'Seen to otherwise…',
  closeTitle: (recipient: string) => `The mail to ${recipient}`,
  closeText: 'It leaves the exceptions. What was reported stays, and nothing is sent.',
  closeHelp: 'How it got there, such as by post. Kept in the audit trail.',
  closeConfirm: 'Take it off the exceptions',
  closed: (by: string, reason: string) => `Seen to by ${by}: ${reason}`,
  closeDone: 'It is no exception any more.',
};
