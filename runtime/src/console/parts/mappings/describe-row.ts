import type { FieldRow, TransformCall } from '../../../core/mapping/definition.ts';
import { nameOf } from '../../texts/name-of.ts';
import type { Ui } from '../../ui.ts';

/** A row of a mapping in words: where its value comes from, and each step of how it is changed on its way. */
export type RowWords = { to: string; from: string; isFixed: boolean; how: string[] };

/** Says a row in the page's language. */
export function describeRow({ texts }: Ui, row: FieldRow): RowWords {
  const words = texts.mappings.row;
  const isFixed = row.const !== undefined;
  return {
    to: row.to,
    from: isFixed ? words.constant(String(row.const)) : [row.from ?? row.expression ?? []].flat().join(' + '),
    isFixed,
    how: [
      ...(row.each === undefined ? [] : [words.each(row.each)]),
      ...(row.transform ?? []).map((call) => describeTransform(texts.mappings.transforms, call)),
      ...(row.default === undefined ? [] : [words.fallback(String(row.default))]),
      ...(row.when === undefined ? [] : [describeCondition(words, row.when)]),
      ...(row.required === true ? [words.required] : []),
    ],
  };
}

const ARGUMENT_MAX_CHARS = 60;

function describeTransform(names: Readonly<Record<string, string>>, call: TransformCall): string {
  if (typeof call === 'string') return nameOf(names, call);
  const { name, ...args } = call;
  const said = Object.entries(args).map(([key, value]) => {
    const text = typeof value === 'string' ? value : JSON.stringify(value);
    return `${key}: ${text.length > ARGUMENT_MAX_CHARS ? `${text.slice(0, ARGUMENT_MAX_CHARS)}…` : text}`;
  });
  return `${nameOf(names, name)} (${said.join(', ')})`;
}

function describeCondition(
  words: Ui['texts']['mappings']['row'],
  { from, equals, in: among, exists }: NonNullable<FieldRow['when']>,
): string {
  if (equals !== undefined) return words.onlyIf(`${from} = ${String(equals)}`);
  if (among !== undefined) return words.onlyIf(`${from} = ${among.join(' | ')}`);
  return exists === true ? words.onlyFilled(from) : words.onlyEmpty(from);
}
