import { AppError } from '../../core/app-error.ts';
import { readErrorCode, refuse } from './refuse.ts';

const ADVICE: Record<string, string> = {
  EACCES:
    'It belongs to another user: start the hub as that user, give this one the right, or choose another data folder.',
  EPERM:
    'It belongs to another user: start the hub as that user, give this one the right, or choose another data folder.',
  EROFS: 'The file system is read-only: choose another data folder.',
  ENOSPC: 'The disk is full: make room, then try again.',
  EDQUOT: 'The disk quota is used up: make room, then try again.',
};

/** Turns a file system's refusal into a `database.unavailable` that names the file; anything else is returned as is. */
export function explainFileError(error: unknown): unknown {
  if (error instanceof AppError || !(error instanceof Error)) return error;
  const advice = ADVICE[readErrorCode(error) ?? ''];
  if (advice === undefined) return error;
  const file = 'path' in error && typeof error.path === 'string' ? error.path : 'A file of the database';
  return refuse(`${file} cannot be used (${readErrorCode(error)}). ${advice}`, error);
}
