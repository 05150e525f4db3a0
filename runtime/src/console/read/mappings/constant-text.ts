import type { FieldConstant } from '../../../core/mapping/definition.ts';

const WHOLE = /^-?(0|[1-9][0-9]{0,14})$/;

/** A fixed value as it is typed: a text that looks like a number, or like true or false, stands in quotes. */
export function constantToText(value: FieldConstant): string {
  if (typeof value !== 'string') return String(value);
  return textToConstant(value) === value ? value : JSON.stringify(value);
}

/** The fixed value that was typed. */
export function textToConstant(text: string): FieldConstant {
  if (text === 'true' || text === 'false') return text === 'true';
  if (WHOLE.test(text)) return Number(text);
  return /^".*"$/s.test(text) ? unquote(text) : text;
}

function unquote(text: string): string {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'string' ? value : text;
  } catch {
    return text;
  }
}
