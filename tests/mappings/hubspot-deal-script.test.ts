import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { createSandbox } from '../../runtime/src/adapters/sandbox/create-sandbox.ts';
import type { JsonObject } from '../../runtime/src/core/json.ts';
import { decimalOf } from '../../runtime/src/core/money/decimal-of.ts';
import { decimalToText } from '../../runtime/src/core/money/decimal-to-text.ts';
import type { ScriptOutcome } from '../../runtime/src/flow/ports.ts';

const script = readFileSync(new URL('../../mappings/hubspot-deal/script.js', import.meta.url), 'utf8');
const sandbox = createSandbox();
afterAll(() => sandbox.close());

const line = (over: JsonObject = {}): JsonObject => ({
  key: '1',
  sku: 'A',
  name: 'A',
  quantity: '1',
  ...over,
});

async function run(source: JsonObject, draft: JsonObject): Promise<ScriptOutcome | undefined> {
  const items = [{ source, draft: { currency: 'USD', ...draft } }];
  const now = '2026-11-24T09:00:00.000Z';
  const [outcome] = await sandbox.run({ organizationId: 'org_00000001', script, items, now });
  return outcome;
}

/** Runs a won deal whose line items have these properties, one for each line of the draft. */
const runLines = (lines: JsonObject[], items: JsonObject[] = lines.map(() => ({}))) =>
  run(
    {
      properties: { dealstage: 'closedwon' },
      line_items: items.map((properties) => ({ id: '1', properties })),
    },
    { lines },
  );

describe('the script of hubspot-deal', () => {
  test.each([
    ['closedwon', true],
    ['closedlost', false],
    ['contractsent', false],
    [null, false],
  ])('calls stage %s won: %s', async (dealstage, isWon) => {
    expect(await run({ properties: { dealstage } }, {})).toMatchObject({ value: { isWon } });
  });

  test('orders the lines by their position on the quote, those without one last, as they came', async () => {
    const lines = ['a', 'b', 'c', 'd', 'e'].map((key) => line({ key }));
    const items = ['10', null, '2', '', '0'].map((position) => ({ hs_position_on_quote: position }));
    expect(await runLines(lines, items)).toMatchObject({
      value: { lines: ['e', 'c', 'a', 'b', 'd'].map((key) => ({ key })) },
    });
  });

  test('drops placeholders without a quantity and keeps what is given back', async () => {
    const lines = ['0', '0.000', '-0', '0.001', '-2'].map((quantity) => line({ quantity }));
    expect(await runLines(lines)).toMatchObject({
      value: { lines: [{ quantity: '0.001' }, { quantity: '-2' }] },
    });
  });

  test.each([
    [
      'EUR',
      {
        ok: false,
        code: 'mapping.script_failed',
        detail: expect.stringContaining('line 1 is in EUR, the deal in USD'),
      },
    ],
    ['usd', { ok: true }],
    ['', { ok: true }],
    [null, { ok: true }],
  ])('refuses a deal in USD with a line in another currency: %j', async (currency, outcome) => {
    expect(await runLines([line()], [{ hs_line_item_currency_code: currency }])).toMatchObject(outcome);
  });

  test('takes the percentage when a line has both discounts, and neither when both are zero', async () => {
    const both = line({ discountPercent: '5', discountAmount: '3' });
    const none = line({ discountPercent: '0', discountAmount: '0.00' });
    expect(await runLines([both, none])).toMatchObject({
      value: { lines: [line({ discountPercent: '5' }), line()] },
    });
  });

  test('turns the discount per unit into one of the line, exactly', async () => {
    const decimal = fc
      .tuple(fc.bigInt({ min: 1n, max: 99_999_999n }), fc.integer({ min: 0, max: 5 }))
      .map(([digits, scale]) => {
        const text = String(digits).padStart(scale + 1, '0');
        return scale === 0 ? text : `${text.slice(0, -scale)}.${text.slice(-scale)}`;
      });
    const lines = fc.array(fc.record({ discountAmount: decimal, quantity: decimal }), {
      minLength: 1,
      maxLength: 20,
    });
    await fc.assert(
      fc.asyncProperty(lines, async (given) => {
        expect(await runLines(given.map(line))).toMatchObject({
          value: {
            lines: given.map(({ discountAmount, quantity }) => ({
              discountAmount: decimalToText(decimalOf(discountAmount).times(decimalOf(quantity))),
            })),
          },
        });
      }),
      { numRuns: 30 },
    );
  });

  test('gives empty lists to a deal without lines and contacts', async () => {
    expect(await run({ properties: {} }, {})).toEqual({
      ok: true,
      value: { currency: 'USD', isWon: false, contactKeys: [], lines: [] },
    });
  });
});
