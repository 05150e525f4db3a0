import { assert } from './assert.ts';
import type { JsonValue } from './json.ts';

/** Deeper than any document of ours; recursion ends before the stack does. */
const DEPTH_MAX = 64;

/**
 * The one text of a value by RFC 8785: keys ordered by UTF-16 code units, no white space. Numbers are safe
 * integers only, since amounts travel as text; other numbers, lone surrogates and deep nesting are assertions.
 */
export function canonicalJson(value: JsonValue): string {
  return write(value, 0);
}

function write(value: JsonValue, depth: number): string {
  assert(depth <= DEPTH_MAX, `canonical JSON nests at most ${DEPTH_MAX} levels`);
  if (typeof value === 'string') return writeString(value);
  if (typeof value === 'number') {
    assert(Number.isSafeInteger(value), 'canonical JSON holds safe integers only');
    return JSON.stringify(value);
  }
  if (value === null || typeof value === 'boolean') return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map((item) => write(item, depth + 1)).join(',')}]`;
  // The default order of sort is the one of UTF-16 code units that RFC 8785 section 3.2.3 asks for.
  const members = Object.keys(value)
    .sort()
    .map((key) => writeMember(key, value[key], depth));
  return `{${members.join(',')}}`;
}

function writeMember(key: string, member: JsonValue | undefined, depth: number): string {
  assert(member !== undefined, `member ${key} has a value`);
  return `${writeString(key)}:${write(member, depth + 1)}`;
}

function writeString(text: string): string {
  // RFC 8785 section 3.2.2.2: a lone surrogate must end with an error.
  assert(text.isWellFormed(), 'text is well-formed UTF-16');
  return JSON.stringify(text);
}
