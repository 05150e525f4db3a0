import type { z } from 'zod';
import type { ErrorDetail } from '../core/app-error.ts';

/** Where the refused value was: the body has bare pointers, everything else is named first. */
const PREFIXES: Record<string, string> = { json: '', query: '/query', param: '/path', header: '/headers' };
const ERRORS_MAX = 100;

/** Zod's issues as errors with JSON pointers (RFC 6901); an unknown key is pointed at itself. */
export function zodToErrors(error: z.core.$ZodError, target = 'json'): ErrorDetail[] {
  const prefix = PREFIXES[target] ?? '';
  return error.issues
    .flatMap((issue) =>
      issue.code === 'unrecognized_keys'
        ? issue.keys.map((key) => toError(prefix, [...issue.path, key], 'This key is not known here.'))
        : [toError(prefix, issue.path, issue.message)],
    )
    .slice(0, ERRORS_MAX);
}

function toError(prefix: string, path: readonly PropertyKey[], detail: string): ErrorDetail {
  return { pointer: `${prefix}${pointerOf(path)}`, code: 'request.invalid', detail };
}

/** A JSON pointer of a path. */
export function pointerOf(path: readonly PropertyKey[]): string {
  return path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}
