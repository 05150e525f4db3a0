import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findFreePort, spawnHub } from '../support/spawn-hub.ts';
import { type Figure, lessIsBetter } from './report.ts';

/** From the start of the process to /readyz: with a new cluster, then with one that is there. */
export async function benchStart(): Promise<Figure[]> {
  const folder = await mkdtemp(join(tmpdir(), 'seikyu-bench-start-'));
  const start = async (): Promise<number> => {
    const hub = spawnHub('start', {
      SEIKYU_DATA: join(folder, 'data'),
      SEIKYU_PORT: String(await findFreePort()),
      SEIKYU_LOG_LEVEL: 'error',
    });
    const startedAt = performance.now();
    await hub.ready();
    const elapsed = performance.now() - startedAt;
    await hub.stop();
    return elapsed / 1000;
  };
  try {
    const cold = await start();
    const warm = Math.min(await start(), await start(), await start());
    return [
      lessIsBetter('start to ready, new database', cold, 5, 's', 'goal'),
      lessIsBetter('start to ready, database there', warm, 2, 's', 'goal'),
    ];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
