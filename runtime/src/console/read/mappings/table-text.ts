import { isJsonObject, type JsonObject, type JsonValue } from '../../../core/json.ts';
import { FieldConstant } from '../../../core/mapping/definition.ts';
import { constantToText, textToConstant } from './constant-text.ts';

/** A table as lines `from = to`; undefined where it cannot be written so. */
export function tableToText(table: JsonValue): string | undefined {
  if (!isJsonObject(table)) return undefined;
  const lines = Object.entries(table).map(([from, to]) => {
    const value = FieldConstant.safeParse(to);
    return value.success && !from.includes('=') ? `${from} = ${constantToText(value.data)}` : undefined;
  });
  return lines.every((line) => line !== undefined) ? lines.join('\n') : undefined;
}

/** The table that lines `from = to` say; a line without a `=` stands for nothing. */
export function textToTable(text: string): JsonObject {
  return Object.fromEntries(
    text.split('\n').flatMap((line) => {
      const at = line.indexOf('=');
      return at < 1 ? [] : [[line.slice(0, at).trim(), textToConstant(line.slice(at + 1).trim())]];
    }),
  );
}
