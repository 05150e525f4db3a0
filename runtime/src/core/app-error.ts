import { ERROR_CODES, type ErrorCode } from './error-codes.ts';

/** One refused place of an input: a JSON pointer, a code and a text that is safe to show. */
export type ErrorDetail = {
  pointer: string;
  code: string;
  detail: string;
  /** Where in the text at the pointer: positions from 0, the end not included. */
  span?: { start: number; end: number };
  /** The text of a finding in both languages, for pages; the API gives the detail. */
  texts?: { en: string; ja: string };
};

type AppErrorOptions = {
  /** Safe to show to the caller. */
  detail?: string;
  /** For the log only. */
  cause?: unknown;
  /** For the log only; never secrets. */
  context?: Record<string, unknown>;
  errors?: ErrorDetail[];
  /** When the other side said how long to wait. */
  retryAfterMs?: number;
};

/** A request or a job that cannot be done, with its registered code. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly detail: string;
  readonly context: Record<string, unknown>;
  readonly errors: ErrorDetail[];
  readonly retryAfterMs: number | undefined;

  constructor(code: ErrorCode, options: AppErrorOptions = {}) {
    const detail = options.detail ?? ERROR_CODES[code].title;
    super(`${code}: ${detail}`, { cause: options.cause });
    this.name = 'AppError';
    this.code = code;
    this.detail = detail;
    this.context = options.context ?? {};
    this.errors = options.errors ?? [];
    this.retryAfterMs = options.retryAfterMs;
  }

  /** Whether the same work may succeed later, never, or only after somebody mended the input. */
  get retry(): 'never' | 'later' | 'after-fix' {
    return ERROR_CODES[this.code].retry;
  }
}
