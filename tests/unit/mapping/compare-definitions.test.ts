import { expect, test } from 'vitest';
import type { JsonObject } from '../../../runtime/src/core/json.ts';
import { compareDefinitions } from '../../../runtime/src/core/mapping/compare-definitions.ts';
import { definitionOf } from './definition-of.ts';

const TITLE: JsonObject = { to: 'title', from: 'name', transform: ['trim'] };
const OWNER: JsonObject = { to: 'ownerKey', from: 'owner', required: true };

const breaks = (live: JsonObject[], draft: JsonObject[], more: { script?: boolean } = {}) =>
  compareDefinitions(definitionOf(...live), { ...definitionOf(...draft), ...more });

test('a definition breaks nothing of itself', () => {
  expect(breaks([TITLE, OWNER], [TITLE, OWNER])).toEqual([]);
});

test('a required place that is no longer written is a break, required by the schema or by a live row', () => {
  expect(breaks([TITLE, OWNER, { to: 'locale', const: 'ja' }], [{ to: 'locale', const: 'en' }])).toEqual([
    {
      code: 'required_dropped',
      target: 'title',
      severity: 'error',
      texts: {
        en: 'title is required and would no longer be filled',
        ja: '必須項目「title」に値が入らなくなります',
      },
    },
    expect.objectContaining({ code: 'required_dropped', target: 'ownerKey', severity: 'error' }),
  ]);
});

test('a script may write what the rows dropped, so that is only a warning', () => {
  expect(breaks([TITLE, OWNER], [OWNER], { script: true })).toMatchObject([
    { target: 'title', severity: 'warning' },
  ]);
});

test('what is required within a list that is dropped whole is not asked for', () => {
  const lines = [
    { to: 'lines[*].key', from: 'items[*].id' },
    { to: 'lines[*].sku', from: 'items[*].sku' },
  ];
  const targets = breaks([TITLE, ...lines], [TITLE]).map(({ target }) => target);
  expect(targets).not.toContain('lines[*].key');
  expect(breaks([TITLE, ...lines], [TITLE, ...lines.slice(1)])).toMatchObject([{ target: 'lines[*].key' }]);
});

test('a change of type is a break; what only the source decides is not', () => {
  const [broken] = breaks([{ ...TITLE, to: 'purchaseOrder' }], [{ to: 'purchaseOrder', const: 5 }]);
  expect(broken).toMatchObject({ code: 'type_changed', target: 'purchaseOrder', severity: 'error' });
  expect(broken?.texts).toEqual({
    en: 'purchaseOrder would change from text to integer',
    ja: '「purchaseOrder」の型がテキストから整数に変わります',
  });
  expect(breaks([TITLE], [{ to: 'title', from: 'name' }])).toEqual([]);
  expect(breaks([TITLE], [{ ...TITLE, transform: ['split'] }])).toMatchObject([{ code: 'type_changed' }]);
  expect(breaks([TITLE], [{ ...TITLE, default: 1 }])).toMatchObject([{ code: 'type_changed' }]);
});

test('another kind is one break and hides the rest', () => {
  const draft = { ...definitionOf(OWNER), kind: 'contract' as const };
  expect(compareDefinitions(definitionOf(TITLE), draft)).toMatchObject([
    { code: 'kind_changed', target: '' },
  ]);
});
