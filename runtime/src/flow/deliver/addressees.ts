import type { Recipient } from '../../core/invoice/document.ts';
import { mailLine } from '../../core/mail-line.ts';
import type { EmailMessage } from '../ports.ts';

/** Whom a mail goes to: who is billed, with those who get a copy; the latter alone where nobody is billed by mail. */
export function addressees(recipients: readonly Recipient[]): Pick<EmailMessage, 'to' | 'cc'> {
  const of = (role: Recipient['role']) =>
    recipients
      .filter((recipient) => recipient.role === role)
      .map((recipient) => ({ name: mailLine(recipient.name), address: recipient.email }));
  const to = of('bill_to');
  const copies = of('copy');
  return {
    to: to.length > 0 ? to : copies,
    ...(to.length > 0 && copies.length > 0 ? { cc: copies } : {}),
  };
}
