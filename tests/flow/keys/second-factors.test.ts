import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestHub, type TestHub } from '../../support/create-test-hub.ts';
import { totp } from '../../support/totp.ts';
import { idOf, keyPorts, restart } from './support/with-keys.ts';

const PASSWORD = 'correct horse battery';
const [first, second, third] = [randomBytes(32), randomBytes(32), randomBytes(32)];

let hub: TestHub;
let people = 0;

beforeAll(async () => {
  hub = await createTestHub(keyPorts(first));
  await restart(hub, first);
});
afterAll(() => hub.close());

async function withSecondFactor() {
  people += 1;
  const [email, address] = [`person-${people}@example.com`, `198.51.100.${people}`];
  const { accounts } = hub.deps;
  const id = await accounts.create({ email, name: 'Person', password: PASSWORD });
  const factor = await accounts.beginSecondFactor({ accountId: id, password: PASSWORD, address });
  await accounts.confirmSecondFactor({ accountId: id, code: totp(factor.uri), address });
  return { id, email, address, ...factor };
}
type Person = Awaited<ReturnType<typeof withSecondFactor>>;

async function signIn(person: Person, kind: 'app' | 'backup', code: string): Promise<string> {
  const { accounts } = hub.deps;
  const { email, address } = person;
  const outcome = await accounts.checkPassword({ email, password: PASSWORD, address });
  if (outcome.state !== 'code_asked') throw new Error('no challenge');
  return accounts.checkCode({ challenge: outcome.challenge, kind, code, address });
}

/** The code after the one that made the second factor count: that one is used up. */
const nextCode = ({ uri }: Person): string => totp(uri, Date.now() + 30_000);

/** Puts a second factor as it was kept before keys had ids: encrypted the same way, with no mark of the key before it. */
const withoutKeyId = ({ id }: Person) => hub.database.owner`
  update auth.two_factor set secret = substring(secret from '[0-9a-f]*$'), backup_codes = substring(backup_codes from '[0-9a-f]*$')
  where user_id = ${id}`;

test('second factors from before and after keys had ids let their people in after every change', async () => {
  const [old, app, backup] = [await withSecondFactor(), await withSecondFactor(), await withSecondFactor()];
  await withoutKeyId(old);
  expect(await hub.deps.accounts.countSecondFactors()).toEqual([
    { keyId: null, count: 2 },
    { keyId: idOf(first), count: 4 },
  ]);
  await restart(hub, third, second, first);
  expect(await signIn(old, 'app', nextCode(old))).toBe(old.id);
  expect(await hub.deps.accounts.resealSecondFactors(undefined)).toEqual({
    resealedCount: 3,
    unreadable: [],
    next: undefined,
  });
  await restart(hub, third);
  expect(await hub.deps.accounts.countSecondFactors()).toEqual([{ keyId: idOf(third), count: 6 }]);
  expect(await signIn(app, 'app', nextCode(app))).toBe(app.id);
  expect(await signIn(backup, 'backup', backup.backupCodes[0] ?? '')).toBe(backup.id);
  expect(await signIn(old, 'backup', old.backupCodes[1] ?? '')).toBe(old.id);
});

test('a second factor that no key opens is named by its account, and the others are sealed anew', async () => {
  const [lost, kept] = [await withSecondFactor(), await withSecondFactor()];
  await hub.database.owner`update auth.two_factor set secret = 'aa' || secret where user_id = ${lost.id}`;
  await restart(hub, second, third);
  const outcome = await hub.deps.accounts.resealSecondFactors(undefined);
  expect(outcome.unreadable).toEqual([lost.id]);
  expect(await signIn(kept, 'backup', kept.backupCodes[0] ?? '')).toBe(kept.id);
});
