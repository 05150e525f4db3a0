import { AppError } from '../../core/app-error.ts';

/** Where and how to submit mail. */
export type SmtpServer = {
  host: string;
  port: number;
  /** TLS from the first byte; otherwise STARTTLS when the server offers it, and always before a password. */
  isImplicitTls: boolean;
  login?: { user: string; password: string };
};

/**
 * Reads `smtp://[user:password@]host[:port]` (587) or `smtps://…` (465; RFC 8314). Throws `config.invalid`, without
 * the URL in its text since it may hold a password.
 */
export function parseSmtpUrl(url: string): SmtpServer {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  if (parsed === undefined || !['smtp:', 'smtps:'].includes(parsed.protocol) || parsed.hostname === '') {
    throw new AppError('config.invalid', { detail: 'The SMTP URL is neither smtp://host nor smtps://host.' });
  }
  const isImplicitTls = parsed.protocol === 'smtps:';
  const user = decode(parsed.username);
  return {
    host: parsed.hostname.replace(/^\[(.*)\]$/, '$1'),
    port: parsed.port === '' ? (isImplicitTls ? 465 : 587) : Number.parseInt(parsed.port, 10),
    isImplicitTls,
    ...(user === '' ? {} : { login: { user, password: decode(parsed.password) } }),
  };
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new AppError('config.invalid', { detail: 'The SMTP URL holds a % that is not encoded as %25.' });
  }
}
