import type { FieldRow, TransformCall } from '../../../core/mapping/definition.ts';
import type { Texts } from '../../texts/en.ts';

/** A row of a mapping in words: where the value comes from, and how it is changed on its way. */
export function describeRow(row: FieldRow, texts: Texts['setUp']['mapping']): { from: string; how: string } {
  const sources = [row.from ?? row.expression ?? []].flat();
  const how = [
    ...(row.transform ?? []).map(describeTransform),
    ...(row.default === undefined ? [] : [texts.fallback(String(row.default))]),
    ...(row.when === undefined ? [] : [describeCondition(row.when)]),
  ];
  return {
    from: row.const === undefined ? sources.join(' + ') : texts.constant(String(row.const)),
    how: how.join(', '),
  };
}

const describeTransform = (call: TransformCall): string => (typeof call === 'string' ? call : call.name);

function describeCondition({ from, equals, in: among, exists }: NonNullable<FieldRow['when']>): string {
  if (equals !== undefined) return `${from} = ${String(equals)}`;
  if (among !== undefined) return `${from} ∈ ${among.join(' | ')}`;
  return exists === true ? `∃ ${from}` : `∄ ${from}`;
}
