import { afterAll, beforeAll, expect, test } from 'vitest';
import { createFirstOrganization } from '../../../runtime/src/flow/setup/create-first-organization.ts';
import { createTestHub, type TestHub } from '../../support/create-test-hub.ts';

let hub: TestHub;

beforeAll(async () => {
  hub = await createTestHub();
});
afterAll(() => hub.close());

const EMAIL = 'mika@example.com';

const make = (password: string) =>
  createFirstOrganization(hub.deps, {
    personName: 'Mika',
    email: EMAIL,
    password,
    organizationName: 'Example',
    baseCurrency: 'USD',
    timeZone: 'UTC',
    locale: 'en',
  });

test('of several who send the form at once one gets the hub, and the others change nothing of its account', async () => {
  const passwords = ['first-long-password', 'second-long-password', 'third-long-password'];
  const made = await Promise.allSettled(passwords.map(make));
  expect(made.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  for (const outcome of made) {
    if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject({ code: 'setup.closed' });
  }
  const address = '203.0.113.7';
  const checked = await Promise.allSettled(
    passwords.map((password) => hub.deps.accounts.checkPassword({ email: EMAIL, password, address })),
  );
  expect(checked.map(({ status }) => status)).toEqual(made.map(({ status }) => status));
});
