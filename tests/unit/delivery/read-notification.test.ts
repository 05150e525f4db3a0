import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readNotification } from '../../../runtime/src/core/delivery/notification/read-notification.ts';
import { bounceMessage } from '../../support/bounce-message.ts';

const ABOUT = '<snd_1@hub.example>';
const ADA = 'ada@a.example';
const sample = bounceMessage({ about: ABOUT, groups: [{ recipient: ADA }] });
const read = (message: string) => {
  const found = readNotification(message);
  if (!found.ok) throw new Error(found.reason);
  return found.value;
};
const reasonOf = (message: string): string => {
  const found = readNotification(message);
  return found.ok ? 'taken' : found.reason;
};

/** RFC 3464, appendix D.1. */
const SIMPLE = `Date: Thu, 7 Jul 1994 17:16:05 -0400
From: Mail Delivery Subsystem <MAILER-DAEMON@CS.UTK.EDU>
Message-Id: <199407072116.RAA14128@CS.UTK.EDU>
Subject: Returned mail: Cannot send message for 5 days
To: <owner-info-mime@cs.utk.edu>
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status;
      boundary="RAA14128.773615765/CS.UTK.EDU"

--RAA14128.773615765/CS.UTK.EDU

The original message was received at Sat, 2 Jul 1994 17:10:28 -0400
from root@localhost

   ----- The following addresses had delivery problems -----
<louisl@larry.slip.umd.edu>  (unrecoverable error)

--RAA14128.773615765/CS.UTK.EDU
content-type: message/delivery-status

Reporting-MTA: dns; cs.utk.edu

Original-Recipient: rfc822;louisl@larry.slip.umd.edu
Final-Recipient: rfc822;louisl@larry.slip.umd.edu
Action: failed
Status: 4.0.0
Diagnostic-Code: smtp; 426 connection timed out
Last-Attempt-Date: Thu, 7 Jul 1994 17:15:49 -0400

--RAA14128.773615765/CS.UTK.EDU
content-type: message/rfc822

Message-ID: ${ABOUT}

[original message goes here]

--RAA14128.773615765/CS.UTK.EDU--
`;

/** The report of RFC 3464, appendix D.2: two failures and a delay. */
const OF_THREE = `Original-Recipient: rfc822;arathib@vnet.ibm.com
Final-Recipient: rfc822;arathib@vnet.ibm.com
Action: failed
Status: 5.0.0 (permanent failure)
Diagnostic-Code: smtp;  550 'arathib@vnet.IBM.COM' is not a
 registered gateway user
Remote-MTA: dns; vnet.ibm.com

Original-Recipient: rfc822;johnh@hpnjld.njd.hp.com
Final-Recipient: rfc822;johnh@hpnjld.njd.hp.com
Action: delayed
Status: 4.0.0 (hpnjld.njd.jp.com: host name lookup failure)

Original-Recipient: rfc822;wsnell@sdcc13.ucsd.edu
Final-Recipient: rfc822;wsnell@sdcc13.ucsd.edu
Action: failed
Status: 5.0.0
Diagnostic-Code: smtp; 550 user unknown
Remote-MTA: dns; sdcc13.ucsd.edu`;

describe('a delivery status notification', () => {
  test('names the mail, its recipient, what became of it and why (RFC 3464, D.1)', () => {
    expect(read(SIMPLE)).toEqual({
      messageId: '<199407072116.RAA14128@CS.UTK.EDU>',
      about: [ABOUT],
      at: new Date('1994-07-07T21:16:05Z'),
      recipients: [
        {
          addresses: ['louisl@larry.slip.umd.edu', 'louisl@larry.slip.umd.edu'],
          kind: 'bounced',
          reason: '4.0.0 smtp; 426 connection timed out',
        },
      ],
    });
  });

  test('says of each recipient its own, and nothing of one whose mail is only late (RFC 3464, D.2)', () => {
    const message = SIMPLE.replace(/Original-Recipient[\s\S]*?-0400\n\n--/, `${OF_THREE}\n\n--`);
    expect(
      read(message).recipients.map(({ addresses: [address], kind, reason }) => [address, kind, reason]),
    ).toEqual([
      [
        'arathib@vnet.ibm.com',
        'bounced',
        "5.0.0 (permanent failure) smtp;  550 'arathib@vnet.IBM.COM' is not a registered gateway user",
      ],
      ['johnh@hpnjld.njd.hp.com', null, '4.0.0 (hpnjld.njd.jp.com: host name lookup failure)'],
      ['wsnell@sdcc13.ucsd.edu', 'bounced', '5.0.0 smtp; 550 user unknown'],
    ]);
  });

  test('is read with either line end, with its report in base64 or quoted-printable, and of a mail with UTF-8 (RFC 6533)', () => {
    const report =
      'Reporting-MTA: dns; mx\n\nFinal-Recipient: utf-8; 鈴木@例え.jp\nAction: failed\nStatus: 5.1.1\n';
    const quoted = [...Buffer.from(report)]
      .map((byte) =>
        byte === 10
          ? '\r\n'
          : byte < 127 && byte !== 61
            ? String.fromCharCode(byte)
            : `=${byte.toString(16).toUpperCase()}`,
      )
      .join('')
      .replace('Action', '=\r\nAction');
    for (const [encoding, body] of [
      ['base64', Buffer.from(report).toString('base64')],
      ['quoted-printable', quoted],
    ]) {
      const message = sample.replace(
        /Content-Type: message\/delivery-status[\s\S]*?\r\n\r\n--/,
        `Content-Type: message/global-delivery-status\r\nContent-Transfer-Encoding: ${encoding}\r\n\r\n${body}\r\n\r\n--`,
      );
      expect(read(message).recipients).toEqual([
        { addresses: ['鈴木@例え.jp'], kind: 'bounced', reason: '5.1.1' },
      ]);
    }
    expect(read(sample.replaceAll('\r\n', '\n'))).toEqual(read(sample));
  });

  test('is read without its header as well, as mail nodes of flows give it', () => {
    const text = sample.slice(sample.indexOf('\r\n\r\n') + 4);
    expect(read(text)).toEqual({ ...read(sample), messageId: null, at: null });
    expect(read(text.slice(text.indexOf('--')))).toEqual(read(text));
  });

  test('keeps a reason as one bounded line without controls or marks that turn text around', () => {
    const diagnostic = `smtp; 550 <script>alert(1)</script>\u202e\u0007${'x'.repeat(2_000)}\u0000`;
    const [recipient] = read(
      bounceMessage({ about: ABOUT, groups: [{ recipient: ADA, diagnostic }] }),
    ).recipients;
    expect(recipient?.reason).toMatch(/^5\.1\.1 smtp; 550 <script>alert\(1\)<\/script> x+$/);
    expect(recipient?.reason).toHaveLength(500);
  });

  test.each([
    [
      'a letter of a person',
      'From: ada@a.example\r\nSubject: Out of office\r\n\r\nI am away.\r\n',
      'multipart/report',
    ],
    ['nothing', '', 'multipart/report'],
    [
      'a notification that somebody forwarded',
      `Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\nContent-Type: message/rfc822\r\n\r\n${sample}\r\n--x--\r\n`,
      'multipart/report',
    ],
    ['one that was cut', sample.slice(0, sample.lastIndexOf('--A1B2C3')), 'ends before'],
    ['one without a boundary', sample.replace(/boundary="[^"]*"/, 'x=y'), 'boundary'],
    ['one without its report', sample.replace('message/delivery-status', 'text/plain'), 'no delivery status'],
    [
      'a report about nobody',
      sample.replaceAll(/(Final|Original)-Recipient: [^\r]*\r\n/g, ''),
      'no recipient',
    ],
    [
      'a report of an action that there is not',
      sample.replace('Action: failed', 'Action: exploded'),
      'no recipient',
    ],
    [
      'more parts than there are',
      sample.replace(
        '\r\n--A1',
        '\r\n--A1B2C3.1764000000/mx.customer.example\r\n'.repeat(50).concat('\r\n--A1'),
      ),
      'too many parts',
    ],
    [
      'more recipients than a mail has',
      bounceMessage({ about: ABOUT, groups: Array.from({ length: 500 }, () => ({ recipient: ADA })) }),
      'more than 100',
    ],
    ['a header without end', `X: ${'y\r\n z'.repeat(5_000)}`, 'header lines'],
  ])('%s is refused with the reason', (_, message, reason) => {
    expect(reasonOf(message)).toContain(reason);
  });

  test('of any bytes, and of one with any part of it replaced, is read or refused, and never fails', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 300 }),
        fc.nat(sample.length),
        fc.nat(80),
        (text, at, length) => {
          for (const message of [text, `${sample.slice(0, at)}${text}${sample.slice(at + length)}`]) {
            expect(readNotification(message)).toHaveProperty('ok');
          }
        },
      ),
    );
  });

  test('of eight million characters is answered in time, however they are made', () => {
    const started = performance.now();
    for (const filler of ['a', ' ', '\n', '\r\n', '--', '=', ': ']) {
      const long = filler.repeat(8_000_000 / filler.length);
      expect(readNotification(long).ok).toBe(false);
      expect(readNotification(sample.replace('X-Postfix-Queue-ID: A1B2C3', `X: ${long}`))).toHaveProperty(
        'ok',
      );
    }
    expect(performance.now() - started).toBeLessThan(20_000);
  });
});
