import fc from 'fast-check';
import { FACT_TYPES, LINE_FACT_TYPES } from '../../../../runtime/src/core/rules/rule-facts.ts';

/** Few numbers and texts, so that conditions meet them: around each, and at the ends of what a number can be. */
export const someNumber: fc.Arbitrary<bigint> = fc.constantFrom(
  -(2n ** 62n),
  -1n,
  0n,
  1n,
  2n,
  99_999n,
  100_000n,
  2n ** 62n,
);
export const someText: fc.Arbitrary<string> = fc.constantFrom(
  '',
  'US',
  'USD',
  'usd',
  'é',
  'é',
  '返品',
  '😀',
  '"\\\n',
  '\u202E',
);

const anyOfType = (type: string, isWhole = false): fc.Arbitrary<unknown> => {
  if (type === 'bool') return fc.boolean();
  if (type === 'int') return someNumber;
  if (type === 'string') return someText;
  const always = Object.keys(LINE_FACT_TYPES).filter((name) => isWhole || name !== 'marginPpm');
  return fc.array(recordOf(LINE_FACT_TYPES, always), { maxLength: 3 });
};

const recordOf = (types: Readonly<Record<string, string>>, requiredKeys: string[], isWhole = false) =>
  fc.record(
    Object.fromEntries(Object.entries(types).map(([name, type]) => [name, anyOfType(type, isWhole)])),
    { requiredKeys, noNullPrototype: true },
  );

/** Facts of any invoice, some of them absent; what goes together in a real one need not here. */
export const anyFacts = recordOf(FACT_TYPES, [
  'documentKind',
  'currency',
  'lineCount',
  'isNewCustomer',
  'now',
]);

/** Facts of an invoice of which everything is known, of its lines too. */
export const wholeFacts = recordOf(FACT_TYPES, Object.keys(FACT_TYPES), true);
