import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { replaceConnectionSecrets } from '../../../runtime/src/flow/connections/replace-connection-secrets.ts';
import { connectionSecretsPlace, openConnection } from '../../../runtime/src/flow/find-connection.ts';
import { forgetKey } from '../../../runtime/src/flow/keys/forget-key.ts';
import { openKeys } from '../../../runtime/src/flow/keys/open-keys.ts';
import { SECRETS as GIVEN } from '../../support/canaries.ts';
import { createLoop, type Loop } from '../../support/create-loop.ts';
import { sealWithoutKeyId } from '../../support/seal-without-key-id.ts';
import { idOf, keyPorts, restart } from './support/with-keys.ts';

const [first, second, third] = [randomBytes(32), randomBytes(32), randomBytes(32)];
const SECRETS = JSON.stringify({ accessToken: 'token', webhookSecret: 'from before' });

let loop: Loop;

beforeEach(async () => {
  loop = await createLoop(keyPorts(first));
});
afterEach(() => loop.hub.close());

const known = async () => {
  const rows = await loop.hub.database.owner<{ id: string; isRetired: boolean }[]>`
    select key_id as id, retired_at is not null as "isRetired" from sealing_keys order by first_used_at, key_id`;
  return Object.fromEntries(rows.map(({ id, isRetired }) => [id, isRetired]));
};

/** Puts connections as they were before sealed values named their key. */
async function withoutKeyIds(key: Uint8Array): Promise<void> {
  const { id, hubspot, xero } = loop.organization;
  for (const connection of [hubspot, xero]) {
    const sealed = sealWithoutKeyId(key, SECRETS, connectionSecretsPlace(id, connection.id));
    await loop.hub.database.owner`update connections set secrets = ${sealed} where id = ${connection.id}`;
  }
}

const webhookSecret = async () =>
  (await openConnection(loop.hub.deps, loop.organization.id, loop.organization.hubspot.id)).webhookSecret;

describe('a start', () => {
  test('without the key that something is sealed with is refused, names the key, and takes note of nothing', async () => {
    await restart(loop.hub, first);
    await expect(restart(loop.hub, second)).rejects.toMatchObject({
      code: 'config.invalid',
      detail: expect.stringContaining(`key ${idOf(first)} (2 values)`),
    });
    await expect(restart(loop.hub, second)).rejects.toMatchObject({
      detail: expect.stringContaining(`it has ${idOf(second)}`),
    });
    expect(await known()).toEqual({ [idOf(first)]: false });
    await restart(loop.hub, second, first);
    expect(await webhookSecret()).toBe(GIVEN.hubspotClientSecret);
  });

  test('on a database that no key was noted in is refused with another key as well', async () => {
    await expect(restart(loop.hub, second)).rejects.toMatchObject({
      detail: expect.stringContaining(`key ${idOf(first)} (2 values)`),
    });
    expect(await known()).toEqual({});
  });

  test('without a key that has nothing sealed under it goes on, and that key may stay away', async () => {
    await restart(loop.hub, first);
    await restart(loop.hub, second, third, first);
    await restart(loop.hub, second, first);
    expect(await known()).toEqual({ [idOf(first)]: false, [idOf(second)]: false, [idOf(third)]: true });
    await restart(loop.hub, third, first);
    expect(await known()).toEqual({ [idOf(first)]: false, [idOf(second)]: true, [idOf(third)]: false });
  });
});

describe('what was sealed before keys had ids', () => {
  test('is opened by the key that the hub goes on with, and after a change by the old one', async () => {
    await withoutKeyIds(first);
    await restart(loop.hub, first);
    expect(await webhookSecret()).toBe('from before');
    await restart(loop.hub, second, first);
    expect(await webhookSecret()).toBe('from before');
    await restart(loop.hub, third, second, first);
    expect(await webhookSecret()).toBe('from before');
  });

  test('keeps a hub with another key from starting', async () => {
    await withoutKeyIds(first);
    await expect(restart(loop.hub, second)).rejects.toMatchObject({
      code: 'config.invalid',
      detail: expect.stringContaining('key unnamed (2 values)'),
    });
    await restart(loop.hub, first);
    await expect(restart(loop.hub, second)).rejects.toMatchObject({
      detail: expect.stringContaining('key unnamed (2 values)'),
    });
  });
});

describe('a key that is lost', () => {
  const reason = 'the disk is gone';

  /** As `seikyu keys forget` does it: a start that lets the key be away, then the note. */
  async function forget(keyId: string): Promise<void> {
    const ports = keyPorts(second);
    const deps = { ...loop.hub.deps, ...ports };
    await openKeys(deps, { lostKeyId: keyId });
    await forgetKey(deps, { keyId, reason, organizations: [loop.hub.system(loop.organization.id)] });
  }

  test('is given up with an entry that says why; the hub starts, and its credentials are entered anew', async () => {
    await restart(loop.hub, first);
    await forget(idOf(first));
    await restart(loop.hub, second);
    const told = await loop.hub.database
      .owner`select after, reason from audit_entries where action = 'sealing_key.forget'`;
    expect(told).toEqual([{ after: { keyId: idOf(first) }, reason }]);
    await expect(webhookSecret()).rejects.toMatchObject({
      code: 'config.invalid',
      detail: expect.stringContaining(idOf(first)),
    });
    const input = { connectionId: loop.organization.hubspot.id, webhookSecret: 'entered anew' };
    const ctx = loop.organization.author;
    // A part alone would lose the other without a word.
    await expect(replaceConnectionSecrets({ ctx, input })).rejects.toMatchObject({ code: 'config.invalid' });
    await replaceConnectionSecrets({ ctx, input: { ...input, accessToken: 'entered anew' } });
    expect(await webhookSecret()).toBe('entered anew');
  });

  test('from before keys had ids is given up by its name', async () => {
    await withoutKeyIds(first);
    await forget('unnamed');
    await restart(loop.hub, second);
  });

  test('is not given up while it is at hand, and another missing one still keeps the hub from starting', async () => {
    await restart(loop.hub, first);
    await restart(loop.hub, second, first);
    await expect(forget(idOf(second))).rejects.toMatchObject({ code: 'config.invalid' });
    await expect(forget(idOf(third))).rejects.toMatchObject({ code: 'config.invalid' });
    await restart(loop.hub, second, first);
    const organizations = [loop.hub.system(loop.organization.id)];
    for (const keyId of [idOf(first), idOf(second), idOf(third)]) {
      const forgotten = forgetKey(loop.hub.deps, { keyId, reason, organizations });
      await expect(forgotten).rejects.toMatchObject({ code: 'request.not_found' });
    }
  });
});
