import { AppError } from '../../core/app-error.ts';
import { isJsonObject, type JsonValue } from '../../core/json.ts';

/**
 * Parses the bytes of an answer as JSON; no bytes are null. With `numbersAsText` every number arrives as its source
 * text, so that an amount is never a binary fraction. Raises target.garbage for anything else.
 */
export function parseAnswer(body: Uint8Array, numbersAsText: boolean): JsonValue {
  if (body.length === 0) return null;
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(body);
    const parsed: unknown = numbersAsText ? JSON.parse(text, keepNumberText) : JSON.parse(text);
    if (isJsonValue(parsed)) return parsed;
  } catch {
    // The parser's message quotes the body, so it goes no further.
  }
  throw new AppError('target.garbage', { detail: 'The answer is not JSON.' });
}

function keepNumberText(_key: string, value: unknown, context?: { source?: string }): unknown {
  return typeof value === 'number' ? (context?.source ?? String(value)) : value;
}

function isJsonValue(value: unknown): value is JsonValue {
  return (
    value === null ||
    ['string', 'number', 'boolean'].includes(typeof value) ||
    Array.isArray(value) ||
    isJsonObject(value)
  );
}
