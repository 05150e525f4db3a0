import { expect, test } from 'vitest';
import { classifyHubspotError } from '../../../../runtime/src/adapters/systems/hubspot/classify-hubspot-error.ts';

test.each([
  [400, 'target.refused'],
  [401, 'target.unauthorized'],
  [403, 'target.forbidden'],
  [404, 'record.not_found'],
  [408, 'target.timeout'],
  [409, 'target.conflict'],
  [414, 'target.refused'],
  [423, 'target.unavailable'],
  [429, 'target.rate_limited'],
  [477, 'target.unavailable'],
  [500, 'target.unavailable'],
  [502, 'target.unavailable'],
  [524, 'target.unavailable'],
])('%i is %s', (status, code) => {
  expect(classifyHubspotError(status, null, {}).code).toBe(code);
});

test.each([
  ['TEN_SECONDLY_ROLLING', 10_000],
  ['SECONDLY', 1_000],
  ['DAILY', 3_600_000],
  ['NEW_POLICY', undefined],
])('a limit named %s is over after %s ms', (policyName, retryAfterMs) => {
  expect(classifyHubspotError(429, { policyName }, {}).retryAfterMs).toBe(retryAfterMs);
});

test('the detail names category, error codes, properties and correlation id, and quotes no value', () => {
  const { detail } = classifyHubspotError(
    400,
    {
      status: 'error',
      message: 'Property values were not valid: jane@acme.example',
      category: 'VALIDATION_ERROR',
      correlationId: 'c033cdaa-2c40-4a64-ae48-b4cec88dad24',
      errors: [
        {
          message: 'jane@acme.example',
          code: 'PROPERTY_DOESNT_EXIST',
          context: { propertyName: ['seikyu_invoice_url'] },
        },
        { message: 'x', code: 'jane@acme.example' },
      ],
    },
    {},
  );
  expect(detail).toBe(
    'HubSpot answered 400 (VALIDATION_ERROR, PROPERTY_DOESNT_EXIST, seikyu_invoice_url), correlation id c033cdaa-2c40-4a64-ae48-b4cec88dad24.',
  );
});

test.each([null, 'gateway', [], { errors: 'x', category: 7 }])('a body of %j is no obstacle', (body) => {
  expect(classifyHubspotError(503, body, {}).detail).toBe('HubSpot answered 503.');
});
