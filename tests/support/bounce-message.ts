/** What a notification says of a mail. */
export type SampleBounce = {
  /** The Message-ID of the mail that came back, with its brackets. */
  about: string;
  groups: readonly { recipient: string; action?: string; status?: string; diagnostic?: string }[];
  messageId?: string;
  date?: string;
};

/** A delivery status notification in the form of RFC 3464 that Postfix writes. */
export function bounceMessage({ about, groups, messageId, date }: SampleBounce): string {
  const boundary = 'A1B2C3.1764000000/mx.customer.example';
  return [
    `Date: ${date ?? 'Tue, 24 Nov 2026 05:00:00 +0000 (UTC)'}`,
    'From: MAILER-DAEMON@mx.customer.example (Mail Delivery System)',
    'Subject: Undelivered Mail Returned to Sender',
    'To: billing@seller.example',
    'Auto-Submitted: auto-replied',
    'MIME-Version: 1.0',
    'Content-Type: multipart/report; report-type=delivery-status;',
    `\tboundary="${boundary}"`,
    `Message-Id: ${messageId ?? '<20261124050000.A1B2C3@mx.customer.example>'}`,
    '',
    'This is a MIME-encapsulated message.',
    '',
    `--${boundary}`,
    'Content-Description: Notification',
    'Content-Type: text/plain; charset=utf-8',
    '',
    'This is the mail system at host mx.customer.example.',
    '',
    `--${boundary}`,
    'Content-Description: Delivery report',
    'Content-Type: message/delivery-status',
    '',
    'Reporting-MTA: dns; mx.customer.example',
    'X-Postfix-Queue-ID: A1B2C3',
    ...groups.flatMap(({ recipient, action, status, diagnostic }) => [
      '',
      `Final-Recipient: rfc822; ${recipient}`,
      `Original-Recipient: rfc822;${recipient}`,
      `Action: ${action ?? 'failed'}`,
      `Status: ${status ?? '5.1.1'}`,
      `Diagnostic-Code: ${diagnostic ?? 'smtp; 550 5.1.1 no such user'}`,
    ]),
    '',
    `--${boundary}`,
    'Content-Description: Undelivered Message Headers',
    'Content-Type: text/rfc822-headers',
    '',
    `Message-ID: ${about}`,
    'Subject: Invoice INV-2026-0001',
    '',
    `--${boundary}--`,
    '',
  ].join('\r\n');
}
