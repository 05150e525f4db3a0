import { expect, test } from 'vitest';
import { CANONICAL_SCHEMAS, CanonicalKind } from '../../../runtime/src/core/canonical/schemas.ts';
import { listTargetFields } from '../../../runtime/src/core/mapping/list-target-fields.ts';

test('a deal has its fields with what is required, and those of its lines', () => {
  const fields = listTargetFields('deal');
  expect(fields.get('title')).toEqual({ path: 'title', isRequired: true });
  expect(fields.get('ownerKey')).toEqual({ path: 'ownerKey', isRequired: false });
  expect(fields.get('lines[*].quantity')).toEqual({ path: 'lines[*].quantity', isRequired: true });
  expect(fields.has('lines[*].nothing')).toBe(false);
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
