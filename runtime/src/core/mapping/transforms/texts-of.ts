import type { JsonValue } from '../../json.ts';
import { ok, type Result } from '../../result.ts';
import { onText } from './transform.ts';

const textOf = onText(ok);

/** The elements of a list as texts; fails at the first that is a list, an object or a fraction. */
export function textsOf(list: readonly JsonValue[]): Result<string[]> {
  const texts: string[] = [];
  for (const element of list) {
    const text = textOf(element);
    if (!text.ok) return text;
    texts.push(String(text.value));
  }
  return ok(texts);
}
