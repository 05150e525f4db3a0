import type { JsonValue } from '../../../core/json.ts';

const VALUE_MAX_CHARS = 160;

/** A value as people read it: a text as itself, anything else as JSON; a dash where there is none. */
export function valueText(value: JsonValue | undefined): string {
  if (value === undefined) return '–';
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > VALUE_MAX_CHARS ? `${text.slice(0, VALUE_MAX_CHARS)}…` : text;
}
