import { AppError } from '../../core/app-error.ts';
import { isJsonObject, type JsonValue } from '../../core/json.ts';
import { UNSTORABLE, unstorablePlaces } from '../../core/storable-text.ts';

/**
 * Parses the bytes of an answer as JSON; no bytes are null. With `numbersAsText` every number arrives as its source
 * text, so that an amount is never a binary fraction. Raises target.garbage for anything else, and for text that cannot be stored.
 */
export function parseAnswer(body: Uint8Array, numbersAsText: boolean): JsonValue {
  if (body.length === 0) return null;
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(body);
    const parsed: unknown = numbersAsText ? JSON.parse(text, keepNumberText) : JSON.parse(text);
    if (isJsonValue(parsed)) return refuseUnstorable(parsed, text);
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    // The parser's message quotes the body, so it goes no further.
  }
  throw new AppError('target.garbage', { detail: 'The answer is not JSON.' });
}

/** Only an escape can bring such a character in, and hardly any answer has one: the rest is not searched. */
function refuseUnstorable(value: JsonValue, text: string): JsonValue {
  const [place] = /\\u(?:0000|d[89a-f])/i.test(text) ? unstorablePlaces(value) : [];
  if (place === undefined) return value;
  throw new AppError('target.garbage', { detail: `The answer ${UNSTORABLE}, at ${place}.` });
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
