import type { EmailOutcome } from '../../flow/ports.ts';

const DETAIL_MAX_CHARS = 300;

/** What nodemailer puts on its errors: its code, the command that failed, and the code of the server's reply. */
export type SmtpError = { code?: unknown; command?: unknown; responseCode?: unknown; message?: unknown };

/**
 * What a failed send means. Before the message's first byte a failure is certain. After it only the reply to the
 * message is (nodemailer: `EMESSAGE` of `DATA`): 4yz may be repeated, 5yz is final (RFC 5321, 4.2.1). A connection
 * that was lost in between may have been lost after the server took the message (RFC 1047).
 */
export function classifySmtpError(error: SmtpError, hasDataBegun: boolean): EmailOutcome {
  const detail = describe(error);
  const { responseCode } = error;
  const isReplyToMessage = error.code === 'EMESSAGE' && error.command === 'DATA';
  if (hasDataBegun && !isReplyToMessage) return { state: 'unknown', detail };
  if (typeof responseCode !== 'number') return { state: hasDataBegun ? 'unknown' : 'unavailable', detail };
  if (responseCode >= 500) return { state: 'refused', detail };
  if (responseCode >= 400) return { state: 'unavailable', detail };
  return { state: hasDataBegun ? 'unknown' : 'unavailable', detail };
}

function describe({ code, message }: SmtpError): string {
  const text = typeof message === 'string' ? message : 'the mail server failed';
  // A server's reply is text of somebody else: one line of bounded length goes on.
  const line = text
    .replaceAll(/[\p{Cc}\s]+/gu, ' ')
    .trim()
    .slice(0, DETAIL_MAX_CHARS);
  return typeof code === 'string' ? `${code}: ${line}` : line;
}
