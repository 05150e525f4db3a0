import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestHub, type TestHub } from '../../support/create-test-hub.ts';
import { totp, wrongTotp } from '../../support/totp.ts';

const PASSWORD = 'correct horse battery';

let hub: TestHub;
let people = 0;

beforeAll(async () => {
  hub = await createTestHub();
});

afterAll(() => hub.close());

/** Another address each time, so that one test does not use up the tries of the next. */
const nextAddress = (): string => `198.51.100.${people++ % 250}`;

async function newAccount() {
  const email = `person-${people++}@example.com`;
  const id = await hub.deps.accounts.create({ email, name: 'Person', password: PASSWORD });
  return { id, email };
}

async function withSecondFactor() {
  const account = await newAccount();
  const address = nextAddress();
  const factor = await hub.deps.accounts.beginSecondFactor({
    accountId: account.id,
    password: PASSWORD,
    address,
  });
  await hub.deps.accounts.confirmSecondFactor({ accountId: account.id, code: totp(factor.uri), address });
  return { ...account, ...factor };
}

async function challengeOf(email: string): Promise<string> {
  const outcome = await hub.deps.accounts.checkPassword({
    email,
    password: PASSWORD,
    address: nextAddress(),
  });
  if (outcome.state !== 'code_asked') throw new Error('no challenge');
  return outcome.challenge;
}

/** The code after the one that made the second factor count: that one is used up. */
const nextCode = (uri: string): string => totp(uri, Date.now() + 30_000);

const refusal = (code: string) => expect.objectContaining({ code });

describe('a password', () => {
  test('proves its account, whatever the capitals of the address, and leaves no session of the library', async () => {
    const { id, email } = await newAccount();
    const given = { email: email.toUpperCase(), password: PASSWORD, address: nextAddress() };
    expect(await hub.deps.accounts.checkPassword(given)).toEqual({ state: 'proved', accountId: id });
    expect(await hub.database.owner`select 1 from auth.session where user_id = ${id}`).toHaveLength(0);
  });

  test('that is wrong and an address without an account are refused with the same code', async () => {
    const { email } = await newAccount();
    for (const given of [email, 'nobody@example.com']) {
      const tried = hub.deps.accounts.checkPassword({
        email: given,
        password: 'wrong',
        address: nextAddress(),
      });
      await expect(tried).rejects.toEqual(refusal('sign_in.refused'));
    }
  });

  test('is refused after ten wrong ones, from whichever address they came, the right one too', async () => {
    const { email } = await newAccount();
    for (let index = 0; index < 10; index += 1) {
      const tried = hub.deps.accounts.checkPassword({ email, password: 'wrong', address: nextAddress() });
      await expect(tried).rejects.toEqual(refusal('sign_in.refused'));
    }
    const right = hub.deps.accounts.checkPassword({ email, password: PASSWORD, address: nextAddress() });
    await expect(right).rejects.toEqual(refusal('sign_in.rate_limited'));
  });

  test('that is tried thirty times at once is looked at ten times', async () => {
    const { email } = await newAccount();
    const tries = Array.from({ length: 30 }, () =>
      hub.deps.accounts.checkPassword({ email, password: 'wrong', address: nextAddress() }).then(
        () => 'proved',
        ({ code }: { code: string }) => code,
      ),
    );
    const outcomes = await Promise.all(tries);
    expect(outcomes.filter((code) => code === 'sign_in.refused')).toHaveLength(10);
    expect(outcomes.filter((code) => code === 'sign_in.rate_limited')).toHaveLength(20);
  });

  test('of fewer than twelve characters is refused wherever one is set', async () => {
    const { accounts } = hub.deps;
    const { id } = await newAccount();
    const weak = 'a'.repeat(11);
    const refused = refusal('sign_in.password_weak');
    await expect(accounts.create({ email: 'w@example.com', name: 'W', password: weak })).rejects.toEqual(
      refused,
    );
    await expect(accounts.setPassword({ accountId: id, password: weak })).rejects.toEqual(refused);
    const change = { accountId: id, password: PASSWORD, next: weak, address: nextAddress() };
    await expect(accounts.changePassword(change)).rejects.toEqual(refused);
  });

  test('is stored as a salted hash only', async () => {
    const { id } = await newAccount();
    const other = await newAccount();
    const rows = await hub.database
      .owner`select password from auth.account where user_id in (${id}, ${other.id})`;
    const stored = rows.map((row) => String(row['password']));
    expect(new Set(stored).size).toBe(2);
    for (const text of stored) expect(text).not.toContain(PASSWORD);
  });

  test('is changed by who knows it, and the old one opens nothing any more', async () => {
    const { id, email } = await newAccount();
    const { accounts } = hub.deps;
    const address = nextAddress();
    const next = 'another long password';
    const wrong = accounts.changePassword({ accountId: id, password: 'wrong', next, address });
    await expect(wrong).rejects.toEqual(refusal('sign_in.refused'));
    await accounts.changePassword({ accountId: id, password: PASSWORD, next, address });
    const old = accounts.checkPassword({ email, password: PASSWORD, address });
    await expect(old).rejects.toEqual(refusal('sign_in.refused'));
    expect(await accounts.checkPassword({ email, password: next, address })).toMatchObject({
      state: 'proved',
    });
  });
});

describe('the limit per network address', () => {
  test('counts sixteen addresses of one /64 as one, and another /64 for itself', async () => {
    const { email } = await newAccount();
    const tryFrom = (address: string) =>
      hub.deps.accounts.checkPassword({ email, password: PASSWORD, address }).then(
        () => 'proved',
        (error: { code: string }) => error.code,
      );
    const outcomes: string[] = [];
    for (let index = 0; index < 32; index += 1) {
      outcomes.push(await tryFrom(`2001:db8:1:2::${(index % 16).toString(16)}`));
    }
    expect(outcomes.filter((outcome) => outcome === 'proved')).toHaveLength(20);
    expect(outcomes.slice(20)).toEqual(Array.from({ length: 12 }, () => 'sign_in.rate_limited'));
    expect(await tryFrom('2001:db8:1:3::1')).toBe('proved');
  });
});

describe('a second factor', () => {
  test('counts only once its first code was right', async () => {
    const { id, email } = await newAccount();
    const { accounts } = hub.deps;
    const address = nextAddress();
    const factor = await accounts.beginSecondFactor({ accountId: id, password: PASSWORD, address });
    const wrong = accounts.confirmSecondFactor({ accountId: id, code: wrongTotp(factor.uri), address });
    await expect(wrong).rejects.toEqual(refusal('sign_in.code_wrong'));
    expect(await accounts.get(id)).toMatchObject({ hasSecondFactor: false });
    await accounts.confirmSecondFactor({ accountId: id, code: totp(factor.uri), address });
    expect(await accounts.get(id)).toMatchObject({ hasSecondFactor: true });
    const outcome = await accounts.checkPassword({ email, password: PASSWORD, address });
    expect(outcome).toMatchObject({ state: 'code_asked' });
  });

  test('is not opened by the code that made it count, which somebody may have watched being typed', async () => {
    const { email } = await newAccount();
    const { accounts } = hub.deps;
    const address = nextAddress();
    const account = await accounts.find(email);
    const accountId = account?.id ?? '';
    const factor = await accounts.beginSecondFactor({ accountId, password: PASSWORD, address });
    const code = totp(factor.uri);
    await accounts.confirmSecondFactor({ accountId, code, address });
    const given = { challenge: await challengeOf(email), kind: 'app' as const, code, address };
    await expect(accounts.checkCode(given)).rejects.toEqual(refusal('sign_in.code_wrong'));
  });

  test('answers a challenge once; used up, it opens nothing', async () => {
    const { id, email, uri } = await withSecondFactor();
    const challenge = await challengeOf(email);
    const answer = { challenge, kind: 'app' as const, code: nextCode(uri), address: nextAddress() };
    expect(await hub.deps.accounts.checkCode(answer)).toBe(id);
    await expect(hub.deps.accounts.checkCode(answer)).rejects.toEqual(refusal('sign_in.expired'));
  });

  test('locks after five wrong codes: the sixth try is refused with the right code, in a new sign-in too', async () => {
    const { email, uri } = await withSecondFactor();
    const { accounts } = hub.deps;
    const challenge = await challengeOf(email);
    const address = nextAddress();
    for (let index = 0; index < 5; index += 1) {
      const tried = accounts.checkCode({ challenge, kind: 'app', code: wrongTotp(uri), address });
      await expect(tried).rejects.toEqual(refusal('sign_in.code_wrong'));
    }
    for (const next of [challenge, await challengeOf(email)]) {
      const sixth = accounts.checkCode({ challenge: next, kind: 'app', code: totp(uri), address });
      await expect(sixth).rejects.toEqual(refusal('sign_in.locked'));
    }
    await hub.database.owner`update auth.two_factor set locked_until = now() - interval '1 second'`;
    const later = await challengeOf(email);
    await accounts.checkCode({ challenge: later, kind: 'app', code: nextCode(uri), address });
  });

  test('counts wrong codes over every challenge, so that beginning again gives no more tries', async () => {
    const { email, uri } = await withSecondFactor();
    const { accounts } = hub.deps;
    for (let index = 0; index < 5; index += 1) {
      const challenge = await challengeOf(email);
      const given = { challenge, kind: 'app' as const, code: wrongTotp(uri), address: nextAddress() };
      await expect(accounts.checkCode(given)).rejects.toEqual(refusal('sign_in.code_wrong'));
    }
    const challenge = await challengeOf(email);
    const sixth = accounts.checkCode({ challenge, kind: 'app', code: totp(uri), address: nextAddress() });
    await expect(sixth).rejects.toEqual(refusal('sign_in.locked'));
  });

  test('has backup codes that open once each, and new ones end the old', async () => {
    const { id, email, backupCodes } = await withSecondFactor();
    const { accounts } = hub.deps;
    const use = async (code: string) =>
      accounts.checkCode({
        challenge: await challengeOf(email),
        kind: 'backup',
        code,
        address: nextAddress(),
      });
    expect(backupCodes).toHaveLength(10);
    const [first = '', second = ''] = backupCodes;
    expect(await use(first)).toBe(id);
    await expect(use(first)).rejects.toEqual(refusal('sign_in.code_wrong'));
    const renewed = await accounts.renewBackupCodes({
      accountId: id,
      password: PASSWORD,
      address: nextAddress(),
    });
    await expect(use(second)).rejects.toEqual(refusal('sign_in.code_wrong'));
    expect(await use(renewed[0] ?? '')).toBe(id);
  });

  test("is never asked for again on somebody else's challenge", async () => {
    const victim = await withSecondFactor();
    const thief = await withSecondFactor();
    const challenge = await challengeOf(thief.email);
    const given = { challenge, kind: 'app' as const, code: nextCode(victim.uri), address: nextAddress() };
    await expect(hub.deps.accounts.checkCode(given)).rejects.toEqual(refusal('sign_in.code_wrong'));
  });

  test('and its backup codes are stored encrypted', async () => {
    const { id, uri, backupCodes } = await withSecondFactor();
    const [row] = await hub.database
      .owner`select secret, backup_codes from auth.two_factor where user_id = ${id}`;
    const stored = JSON.stringify(row);
    expect(stored).not.toContain(backupCodes[0] ?? '-');
    expect(stored).not.toContain(new URL(uri).searchParams.get('secret') ?? '-');
  });
});
