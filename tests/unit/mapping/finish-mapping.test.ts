import { describe, expect, test } from 'vitest';
import type { JsonObject, JsonValue } from '../../../runtime/src/core/json.ts';
import { finishMapping } from '../../../runtime/src/core/mapping/finish-mapping.ts';

const deal = (over: JsonObject = {}): JsonObject => ({
  title: 'Rollout',
  isWon: true,
  currency: 'USD',
  customerKey: '18',
  contactKeys: [],
  lines: [{ key: '1', sku: 'A', name: 'A', quantity: '1', unitPrice: '10.50' }],
  ...over,
});

describe('finishing a mapping', () => {
  test('gives the record when the value is one', () => {
    expect(finishMapping('deal', deal())).toEqual({ ok: true, record: deal() });
  });

  test.each<[string, JsonObject, string]>([
    ['a misspelt field', { 'ti~t/le': 'x' }, '/ti~0t~1le'],
    [
      'a number for an amount',
      { lines: [{ key: '1', sku: 'A', name: 'A', quantity: 1 }] },
      '/lines/0/quantity',
    ],
    ['an exponent', { lines: [{ key: '1', sku: 'A', name: 'A', quantity: '1e3' }] }, '/lines/0/quantity'],
    [
      'a negative price',
      { lines: [{ key: '1', sku: 'A', name: 'A', quantity: '1', unitPrice: '-1' }] },
      '/lines/0/unitPrice',
    ],
    [
      'a discount above 100 %',
      { lines: [{ key: '1', sku: 'A', name: 'A', quantity: '1', discountPercent: '100.5' }] },
      '/lines/0/discountPercent',
    ],
    ['a date that does not exist', { supplyDate: '2026-02-30' }, '/supplyDate'],
    ['a day where an instant is asked', { closedAt: '2026-11-20' }, '/closedAt'],
    ['a text that cannot be stored', { title: 'a\u0000b' }, '/title'],
    ['half of a character', { customerKey: '\ud83d' }, '/customerKey'],
    ['a text for a fact', { isWon: 'true' }, '/isWon'],
  ])('refuses %s with a JSON pointer', (_what, over, pointer) => {
    const finished = finishMapping('deal', deal(over));
    expect(finished).toMatchObject({
      ok: false,
      refusals: [{ pointer, reason: expect.stringMatching(/.+/) }],
    });
  });

  test('names every place at once', () => {
    const finished = finishMapping('payment', {});
    expect(finished.ok ? [] : finished.refusals.map(({ pointer }) => pointer)).toEqual([
      '/externalKey',
      '/invoiceNumber',
      '/amount',
      '/currency',
      '/receivedOn',
      '/state',
    ]);
  });

  test.each<[JsonValue]>([[null], ['x'], [1], [[]], [{}]])('refuses %j', (value) => {
    expect(finishMapping('customer', value).ok).toBe(false);
  });

  test('refuses a prototype key that a script returned', () => {
    const value: JsonValue = JSON.parse('{"externalKey":"1","name":"A","__proto__":{"isAdmin":true}}');
    expect(finishMapping('customer', value)).toEqual({
      ok: false,
      refusals: [{ pointer: '', reason: 'holds the reserved key __proto__' }],
    });
  });

  test('refuses what is nested without end', () => {
    let value: JsonValue = 'x';
    for (let depth = 0; depth < 40; depth += 1) value = [value];
    expect(finishMapping('customer', { externalKey: '1', name: value })).toMatchObject({
      refusals: [{ reason: 'is nested deeper than 32' }],
    });
  });
});
