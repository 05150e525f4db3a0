import { expect, test } from 'vitest';
import { CANONICAL_SCHEMAS, CanonicalKind } from '../../../runtime/src/core/canonical/schemas.ts';
import { listTargetFields } from '../../../runtime/src/core/mapping/list-target-fields.ts';

test('a deal has its fields with what is required, and those of its lines', () => {
  const fields = listTargetFields('deal');
  expect(fields.get('title')).toEqual({ path: 'title', isRequired: true, type: 'text' });
  expect(fields.get('ownerKey')).toEqual({ path: 'ownerKey', isRequired: false, type: 'text' });
  expect(fields.get('lines[*].quantity')).toEqual({
    path: 'lines[*].quantity',
    isRequired: true,
    type: 'number',
  });
  expect(fields.has('lines[*].nothing')).toBe(false);
});

test.each([
  ['deal', 'supplyDate', 'date'],
  ['deal', 'closedAt', 'instant'],
  ['deal', 'isWon', 'boolean'],
  ['deal', 'lines', 'list'],
  ['deal', 'lines[*]', 'object'],
  ['deal', 'contactKeys[*]', 'text'],
  ['customer', 'address', 'object'],
  ['customer', 'locale', 'text'],
  ['product', 'listPrice', 'number'],
  ['contract', 'revisions[*].plan', 'object'],
  ['contract', 'revisions[*].plan.anchorDay', 'number'],
  ['contract', 'revisions[*].plan.items[*].pricing.tiers[*].upTo', 'number'],
  ['billing_event', 'on', 'date'],
  ['ledger_entry', 'lines[*].net', 'number'],
  ['account', 'isActive', 'boolean'],
] as const)('of a %s the place %s holds %s', (kind, path, type) => {
  expect(listTargetFields(kind).get(path)?.type).toBe(type);
});

test('a field with a default may be left out', () => {
  expect(listTargetFields('contract').get('contactKeys')?.isRequired).toBe(false);
});

test('of a plan with several forms a member is required when every form requires it', () => {
  const fields = listTargetFields('contract');
  expect(fields.get('revisions[*].plan.form')?.isRequired).toBe(true);
  const some = [...fields.keys()].filter((path) => path.startsWith('revisions[*].plan.'));
  expect(some.filter((path) => fields.get(path)?.isRequired === false).length).toBeGreaterThan(0);
});

/** Of a record with variants, zod asks for the variant first and for nothing else. */
const KINDS = CanonicalKind.exclude(['billing_event']).options;

test.each(KINDS)('what a %s lacks when it is empty is what is required of it', (kind) => {
  const parsed = CANONICAL_SCHEMAS[kind].safeParse({});
  const missing = new Set(parsed.success ? [] : parsed.error.issues.map(({ path }) => path.join('.')));
  const required = [...listTargetFields(kind).values()].filter(
    ({ path, isRequired }) => isRequired && !path.includes('.') && !path.includes('['),
  );
  expect(new Set(required.map(({ path }) => path))).toEqual(missing);
});
