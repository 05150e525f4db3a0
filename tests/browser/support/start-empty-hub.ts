import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { waitFor } from '../../../runtime/src/demo/hub-client.ts';
import { findFreePort, spawnHub } from '../../support/spawn-hub.ts';

/** A hub as somebody finds it who has just installed it: with its own Postgres, and nothing in it. */
export type EmptyHub = {
  url: string;
  /** The address that it printed in its terminal. */
  printedAddress: string;
  stop(): Promise<void>;
};

/** Starts one; everything is gone after `stop`. */
export async function startEmptyHub(): Promise<EmptyHub> {
  const folder = await mkdtemp(join(tmpdir(), 'seikyu-empty-'));
  const hub = spawnHub('start', {
    SEIKYU_DATA: join(folder, 'data'),
    SEIKYU_PORT: String(await findFreePort()),
    SEIKYU_LOG_LEVEL: 'error',
    SEIKYU_SECRET_KEY: randomBytes(32).toString('base64'),
  });
  await hub.ready();
  const printedAddress = await waitFor(
    'the address of the set-up to be printed',
    async () => /http:\S+\/first-run\/\S+/.exec(hub.output())?.[0],
  );
  return {
    url: hub.url,
    printedAddress,
    stop: async () => {
      await hub.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
