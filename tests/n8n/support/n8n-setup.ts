import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { freePort } from '../../../runtime/src/demo/free-port.ts';
import { openN8nSession } from '../../../runtime/src/demo/n8n/open-n8n-session.ts';
import { startN8n } from '../../../runtime/src/demo/n8n/start-n8n.ts';
import { type PreparedN8n, prepareN8n } from './prepare-n8n.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The n8n of this run. Its user folder is another one's that was set up and stopped: a copy starts in seconds. */
    n8n: PreparedN8n & { url: string };
  }
}

/** Vitest global set-up: one n8n with our pack for all test files. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'seikyu-n8n-'));
  const prepared = await prepareN8n(folder);
  const first = await startN8n({ ...prepared, port: await freePort(0) });
  await openN8nSession(first.url, prepared.owner);
  await first.stop();
  const userFolder = join(folder, 'shared');
  await cp(prepared.userFolder, userFolder, { recursive: true });
  const shared = await startN8n({ ...prepared, userFolder, port: await freePort(0) });
  project.provide('n8n', { ...prepared, url: shared.url });
  return async () => {
    await shared.stop();
    await rm(folder, { recursive: true, force: true });
  };
}
