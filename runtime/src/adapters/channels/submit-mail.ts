import { Readable } from 'node:stream';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import type { EmailOutcome } from '../../flow/ports.ts';
import { classifySmtpError, type SmtpError } from './classify-smtp-error.ts';
import type { SmtpServer } from './parse-smtp-url.ts';

/** Sender, recipients and bytes of one mail. */
export type Submission = { from: string; to: string[]; bytes: Buffer };

/**
 * Submits one mail over a connection of its own, within `timeoutMs` from connecting to the last reply. Never rejects:
 * what happens becomes an outcome.
 */
export function submitMail(server: SmtpServer, mail: Submission, timeoutMs: number): Promise<EmailOutcome> {
  return new Promise((resolve) => {
    let hasDataBegun = false;
    const connection = new SMTPConnection({
      host: server.host,
      port: server.port,
      secure: server.isImplicitTls,
      requireTLS: !server.isImplicitTls && server.login !== undefined,
      connectionTimeout: timeoutMs,
      greetingTimeout: timeoutMs,
      socketTimeout: timeoutMs,
      dnsTimeout: timeoutMs,
      socketCloseTimeout: 0,
    });
    const settle = (outcome: EmailOutcome) => {
      clearTimeout(deadline);
      connection.close();
      resolve(outcome);
    };
    const fail = (error: SmtpError) => settle(classifySmtpError(error, hasDataBegun));
    const deadline = setTimeout(() => {
      fail({ code: 'ETIMEDOUT', message: `the mail server did not finish within ${timeoutMs} ms` });
    }, timeoutMs);
    // nodemailer takes the first byte of the message only after the server said 354 to DATA.
    const message = Readable.from(
      (function* () {
        hasDataBegun = true;
        yield mail.bytes;
      })(),
    );
    const send = () =>
      connection.send({ from: mail.from, to: mail.to }, message, (error, info) => {
        if (error) fail(error);
        else settle({ state: 'sent', response: describeAcceptance(info) });
      });
    connection.on('error', fail);
    connection.connect((error) => {
      if (error) fail(error);
      else if (server.login === undefined) send();
      else {
        const { user, password } = server.login;
        connection.login({ credentials: { user, pass: password } }, (refusal) =>
          refusal ? fail(refusal) : send(),
        );
      }
    });
  });
}

type Acceptance = Pick<SMTPConnection.SentMessageInfo, 'response' | 'rejectedErrors'>;

/** The server's reply, and whom it did not accept: a mail goes out when one recipient is accepted. */
function describeAcceptance(info: Acceptance | undefined): string {
  const rejected = (info?.rejectedErrors ?? []).map(
    ({ recipient, response }) => `${recipient} (${response || 'no reason'})`,
  );
  const parts = [
    info?.response ?? '',
    ...(rejected.length === 0 ? [] : [`not accepted: ${rejected.join(', ')}`]),
  ];
  return parts
    .join('; ')
    .replaceAll(/[\p{Cc}\s]+/gu, ' ')
    .slice(0, 500);
}
