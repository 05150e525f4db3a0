/** Texts of the inbox of approvals. */
export const inboxEn = {
  title: 'Approvals',
  lead: 'Invoices that a rule sends to a person, the most urgent first. A decision counts for exactly what is shown.',
  mine: 'Waiting for you',
  all: 'All that wait',
  first: 'First page',
  next: 'Next page',
  waiting: (age: string) => `Waiting for ${age}`,
  askedBy: (name: string) => `Asked by ${name}`,
  steps: (roles: string) => `Steps: ${roles}`,
  inPlaceOf: (name: string) => `In the place of ${name}`,
  dueBy: (time: string) => `Decide by ${time}`,
  overdueSince: (time: string) => `Overdue since ${time}`,
  lines: (count: number, isDiscounted: boolean) =>
    `${count === 1 ? '1 line' : `${count} lines`}${isDiscounted ? ', with a discount' : ''}`,
  choose: (buyer: string) => `Select ${buyer}`,
  chooseAll: 'Select all on this page',
  chooseFirst: 'Select requests, then decide on them together.',
  chosen: (count: string) => `${count} selected`,
  filters: {
    entity: 'Legal entity',
    rule: 'Rule',
    all: 'All',
    overdue: 'Overdue only',
    apply: 'Apply',
    clear: 'Show all',
  },
  batch: {
    lead: 'Each is decided on its own, under the same rules as one alone. What is refused stops none of the others.',
    sums: 'Together',
    count: (count: string) => (count === '1' ? '1 invoice' : `${count} invoices`),
    gone: (count: string) =>
      count === '1'
        ? '1 of the selected requests no longer waits for you, and is left out.'
        : `${count} of the selected requests no longer wait for you, and are left out.`,
    warned: (count: string) =>
      count === '1'
        ? 'One of them is no matter of course: what to look at stands beside it.'
        : `${count} of them are no matter of course: what to look at stands beside each.`,
    none: 'None of them waits for you',
    noneText: 'They were decided meanwhile, or withdrawn.',
    reasonNeeded: 'Needed; kept in the audit trail of each.',
    reasonFree: 'Kept in the audit trail of each.',
    reasonMissing: 'A reason is needed.',
    bound: 'Your decision counts for exactly what this page shows. What changes first is refused.',
    approved: {
      title: (count: string) => (count === '1' ? 'Approve 1 invoice?' : `Approve ${count} invoices?`),
      confirm: (count: string) => (count === '1' ? 'Approve 1 invoice' : `Approve ${count} invoices`),
    },
    rejected: {
      title: (count: string) => (count === '1' ? 'Reject 1 invoice?' : `Reject ${count} invoices?`),
      confirm: (count: string) => (count === '1' ? 'Reject 1 invoice' : `Reject ${count} invoices`),
    },
    returned: {
      title: (count: string) => (count === '1' ? 'Send 1 invoice back?' : `Send ${count} invoices back?`),
      confirm: (count: string) => (count === '1' ? 'Send 1 invoice back' : `Send ${count} invoices back`),
    },
  },
  result: {
    title: 'What became of each',
    allDone: (count: string) => `Done: ${count}.`,
    someDone: (count: string, refused: string) => `Done: ${count}. Not decided: ${refused}.`,
    invoice: 'Customer',
    outcome: 'What became of it',
    unknown: 'A request that there is not',
    refused: 'Not decided',
    waits: 'Approved, waits for others',
    done: { approved: 'Approved', rejected: 'Rejected', returned: 'Sent back' },
    waiting: (count: string) =>
      count === '0' ? 'Nothing more waits for you.' : `Still waiting for you: ${count}.`,
    back: 'Back to the inbox',
    again: 'Look again at what was not decided',
  },
  empty: {
    mine: {
      title: 'Nothing waits for you',
      text: 'When a rule asks for your role, the invoice appears here. Your own invoices go to somebody else.',
    },
    all: { title: 'Nothing waits', text: 'Every request of your legal entities is decided.' },
    narrowed: { title: 'Nothing matches', text: 'No open request is like this. Show all to see the others.' },
  },
};

/** How long ago something was. */
export const ageEn = {
  minutes: (count: string) => (count === '1' ? '1 minute' : `${count} minutes`),
  hours: (count: string) => (count === '1' ? '1 hour' : `${count} hours`),
  days: (count: string) => (count === '1' ? '1 day' : `${count} days`),
};
