import { simpleParser } from 'mailparser';
import { expect, test } from 'vitest';
import { checkMessage } from '../../../runtime/src/adapters/channels/check-message.ts';
import { composeMime } from '../../../runtime/src/adapters/channels/compose-mime.ts';
import { mailLine } from '../../../runtime/src/core/mail-line.ts';
import { addressees } from '../../../runtime/src/flow/deliver/addressees.ts';
import { mailTexts } from '../../../runtime/src/flow/deliver/mail-texts.ts';
import type { EmailMessage } from '../../../runtime/src/flow/ports.ts';
import { composeReminder } from '../../../runtime/src/flow/remind/compose-reminder.ts';
import { HOSTILE_KINDS, HOSTILE_TEXTS } from '../../support/hostile-texts.ts';
import { makeJpInvoice, makeUsInvoice } from '../../unit/render/support/invoices.ts';
import { messageOf } from './message-of.ts';

/** The mails that a customer gets, in both languages, where seller, buyer and recipient are called so. */
function mailsTo(name: string): EmailMessage[] {
  return [makeUsInvoice(), makeUsInvoice({ type: 'credit_note' }), makeJpInvoice()].flatMap((plain) => {
    const { locale } = plain;
    const recipient = { role: 'bill_to', name, email: 'ap@buyer.example', locale } as const;
    const document = {
      ...plain,
      seller: { ...plain.seller, name },
      buyer: { ...plain.buyer, name },
      recipients: [recipient],
    };
    const { subject, greeting, body } = mailTexts(document, '¥1,468,312');
    const reminder = composeReminder({
      ...document,
      tone: 'final',
      texts: {},
      payTo: null,
      today: '2026-12-31',
      items: [{ number: 'INV-7', dueDate: '2026-12-01', owedMinor: 146_831_200n }],
    });
    const from = { name: mailLine(name), address: 'billing@seller.example' };
    return [
      messageOf({ from, ...addressees([recipient]), cc: [], subject, text: [greeting, ...body].join('\n') }),
      messageOf({ from, ...addressees([recipient]), cc: [], subject: reminder.subject, text: reminder.body }),
    ];
  });
}

const headersOf = async (mime: Buffer): Promise<string[]> =>
  [...(await simpleParser(mime)).headers.keys()].toSorted();

test('a mail about hostile names goes out to its recipient alone, with the headers of any other and the names as text', async () => {
  const plain = await Promise.all(mailsTo('Plain').map(async (mail) => headersOf(await composeMime(mail))));
  for (const kind of HOSTILE_KINDS) {
    for (const [index, mail] of mailsTo(HOSTILE_TEXTS[kind]).entries()) {
      expect([kind, checkMessage(mail)]).toEqual([kind, undefined]);
      const mime = await composeMime(mail);
      expect([kind, await headersOf(mime)]).toEqual([kind, plain[index]]);
      const read = await simpleParser(mime);
      expect([kind, read.to]).toMatchObject([kind, { value: [{ address: 'ap@buyer.example' }] }]);
      expect([kind, read.subject?.split('\n').length, read.html]).toEqual([kind, 1, false]);
      expect(read.subject).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/);
    }
  }
});

test('a name in a header is one line of bounded length, and no half of a pair', () => {
  expect(mailLine('first\r\nBcc: x\u2028y\u0000z')).toBe('first Bcc: x y z');
  expect(mailLine('Acme \u202e00.1$')).toBe('Acme 00.1$');
  expect(mailLine(`${'a'.repeat(199)}🚀`)).toBe(`${'a'.repeat(199)}\ufffd`);
});
