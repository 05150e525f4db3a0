import type { JsonValue } from '../../core/json.ts';

/** Reads a body as openapi-backend wants it: forms as an object, anything else as text for it to parse. */
export function parseDoubleBody(text: string, contentType: string | undefined): JsonValue | undefined {
  if (text === '') return undefined;
  const isForm = contentType?.startsWith('application/x-www-form-urlencoded') ?? false;
  return isForm ? Object.fromEntries(new URLSearchParams(text)) : text;
}
