/** Texts of the inbox of approvals. */
export const inboxEn = {
  title: 'Approvals',
  lead: 'Invoices that a rule sends to a person. Each is shown whole, and a decision counts for exactly what is shown.',
  mine: 'Waiting for you',
  others: 'Waiting for others',
  next: 'Next page',
  waiting: (age: string) => `Waiting for ${age}`,
  askedBy: (name: string) => `Asked by ${name}`,
  steps: (roles: string) => `Steps: ${roles}`,
  empty: {
    mine: {
      title: 'Nothing waits for you',
      text: 'When a rule asks for your role, the invoice appears here. Your own invoices go to somebody else.',
    },
    others: {
      title: 'Nothing waits for others',
      text: 'Every open request of your legal entities is decided, or waits for you.',
    },
  },
};

/** How long ago something was. */
export const ageEn = {
  minutes: (count: string) => (count === '1' ? '1 minute' : `${count} minutes`),
  hours: (count: string) => (count === '1' ? '1 hour' : `${count} hours`),
  days: (count: string) => (count === '1' ? '1 day' : `${count} days`),
};
