import { assert } from '../../core/assert.ts';
import type { EmailChannel } from '../../flow/ports.ts';
import { checkMessage } from './check-message.ts';
import { composeMime } from './compose-mime.ts';
import { parseSmtpUrl } from './parse-smtp-url.ts';
import { submitMail } from './submit-mail.ts';

const TIMEOUT_MS_MAX = 300_000;

/**
 * Sends through a mail server: `smtp://` (STARTTLS, required before a password) or `smtps://`. A message that cannot
 * be written safely is `refused` before anything is sent. Throws `config.invalid` for a URL that names no server.
 */
export function createSmtpChannel(options: { url: string; timeoutMs: number }): EmailChannel {
  const { url, timeoutMs } = options;
  assert(timeoutMs > 0 && timeoutMs <= TIMEOUT_MS_MAX, 'a mail has at most five minutes');
  const server = parseSmtpUrl(url);
  return {
    kind: 'smtp',
    async send(message) {
      const refusal = checkMessage(message);
      if (refusal !== undefined) return { state: 'refused', detail: refusal };
      const to = [...message.to, ...(message.cc ?? [])].map(({ address }) => address);
      const bytes = await composeMime(message);
      return submitMail(server, { from: message.from.address, to, bytes }, timeoutMs);
    },
  };
}
