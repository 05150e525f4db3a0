import { EvaluationError } from '@marcbachmann/cel-js';

/** How the engine says that a map lacks a key, and a list a position. */
const ABSENT: ReadonlySet<string> = new Set(['no_such_key', 'index_out_of_bounds']);

/** True for an error that says only that the data lacks what was asked for. */
export const isAbsence = (error: unknown): boolean =>
  error instanceof EvaluationError && ABSENT.has(error.code);
