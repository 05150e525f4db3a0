import { expect, test } from 'vitest';
import { mergeSourceFields } from '../../../runtime/src/core/mapping/merge-source-fields.ts';

const AMOUNT = { path: 'properties.amount', label: 'Amount', type: 'number', isCustom: false } as const;

test('what is described keeps its label and type, and gets what was seen there', () => {
  const seen = { path: AMOUNT.path, type: 'text', sample: '12.50', recordCount: 3 } as const;
  expect(mergeSourceFields([AMOUNT], [seen])).toEqual([
    { ...AMOUNT, options: [], sample: '12.50', recordCount: 3 },
  ]);
});

test('what nobody saw is told all the same, and what nobody describes follows under its own name', () => {
  const inferred = [
    { path: 'lines[*].sku', type: 'text', sample: 'A', recordCount: 1 },
    { path: 'tags[*]', type: 'text', sample: 'new', recordCount: 2 },
  ] as const;
  expect(mergeSourceFields([AMOUNT], inferred)).toMatchObject([
    { path: AMOUNT.path, sample: null, recordCount: 0 },
    { path: 'lines[*].sku', label: 'sku', isCustom: false, recordCount: 1 },
    { path: 'tags[*]', label: 'tags[*]', type: 'text', sample: 'new', recordCount: 2 },
  ]);
});

test('of two connections that describe one path the first counts', () => {
  const second = { ...AMOUNT, label: '金額', options: [{ value: '1', label: 'one' }] };
  expect(mergeSourceFields([AMOUNT, second], [])).toMatchObject([{ label: 'Amount', options: [] }]);
});
