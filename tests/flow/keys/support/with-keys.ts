import { createAnchorSigner } from '../../../../runtime/src/adapters/secrets/create-anchor-signer.ts';
import { createSecretBox } from '../../../../runtime/src/adapters/secrets/create-secret-box.ts';
import { deriveKey } from '../../../../runtime/src/adapters/secrets/derive-key.ts';
import { createKeyRing } from '../../../../runtime/src/adapters/secrets/key-ring.ts';
import { createAccounts } from '../../../../runtime/src/adapters/sign-in/create-accounts.ts';
import type { FlowDeps } from '../../../../runtime/src/flow/context.ts';
import { openKeys } from '../../../../runtime/src/flow/keys/open-keys.ts';
import type { TestHub } from '../../../support/create-test-hub.ts';
import { silentLog } from '../../../support/silent-log.ts';

/** The id that a key is known by. */
export const idOf = (key: Uint8Array): string => createKeyRing([key])[0].id;

/** The ports that are made from a hub's keys alone, the first one sealing. */
export function keyPorts(...keys: Uint8Array[]): Pick<FlowDeps, 'secretBox' | 'anchorSigner'> {
  const ring = createKeyRing(keys);
  return { secretBox: createSecretBox(ring), anchorSigner: createAnchorSigner(ring) };
}

/** Starts the hub anew with other keys: everything that holds its ports has the new ones. Throws as a start does. */
export async function restart(hub: TestHub, ...keys: Uint8Array[]): Promise<void> {
  const [first, ...others] = createKeyRing(keys);
  const secretOf = ({ id, bytes }: typeof first) => ({ keyId: id, value: deriveKey(bytes, 'sign-in') });
  const accounts = createAccounts({
    database: hub.deps.database.ownerDrizzle,
    secrets: [secretOf(first), ...others.map(secretOf)],
    publicBaseUrl: 'https://hub.example',
    log: silentLog,
  });
  const ports = { ...keyPorts(...keys), accounts };
  await openKeys({ ...hub.deps, ...ports });
  Object.assign(hub.deps, ports);
}
