import type { AppError } from '../../core/app-error.ts';
import { readErrorCode, refuse } from './refuse.ts';

const SAID_MAX_CHARS = 500;

/** Returns the `database.unavailable` error of a program that did not start or did not end well. */
export function explainSpawnError(program: string, cause: unknown): AppError {
  const code = readErrorCode(cause);
  if (code === 'ENOENT') {
    return refuse(
      'The embedded Postgres does not run on this system: it needs glibc, and Alpine has musl. Set DATABASE_URL.',
      cause,
    );
  }
  if (code === 'EPERM' || code === 'EINVAL') {
    return refuse(
      'Root may not become an unprivileged user here, and Postgres does not run as root. ' +
        'Start the hub as an ordinary user, or set DATABASE_URL.',
      cause,
    );
  }
  return refuse(`${program} failed: ${readLastWords(cause)}`, cause);
}

function readLastWords(cause: unknown): string {
  const said = cause instanceof Error && 'stderr' in cause ? String(cause.stderr) : '';
  const text = said.trim() === '' ? String(cause) : said;
  return text.trim().split('\n').slice(-3).join(' ').slice(-SAID_MAX_CHARS);
}
