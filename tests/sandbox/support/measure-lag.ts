import { once } from 'node:events';
import { Worker } from 'node:worker_threads';

const SOURCE = `
const { parentPort, workerData } = require('node:worker_threads');
const total = new Float64Array(workerData);
const EVERY_MS = 5;
let last = performance.now();
setInterval(() => {
  const now = performance.now();
  total[0] += Math.max(0, now - last - 2 * EVERY_MS);
  last = now;
}, EVERY_MS);
parentPort.postMessage('measuring');
`;

/** How long the machine kept an idle thread waiting, all in all: what no test of time is to blame anyone for. */
export type LagMeter = { totalMs(): number; stop(): Promise<void> };

/** Starts a thread that does nothing but look at the clock, and waits until it does. On a machine with a free core it waits for nothing. */
export async function measureLag(): Promise<LagMeter> {
  const shared = new SharedArrayBuffer(Float64Array.BYTES_PER_ELEMENT);
  const total = new Float64Array(shared);
  const worker = new Worker(SOURCE, { eval: true, workerData: shared });
  await once(worker, 'message');
  return {
    totalMs: () => total[0] ?? 0,
    async stop() {
      await worker.terminate();
    },
  };
}
