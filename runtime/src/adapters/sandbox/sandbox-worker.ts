import { parentPort, workerData } from 'node:worker_threads';
import { assert } from '../../core/assert.ts';
import { createGuest } from './create-guest.ts';
import { loadQuickJs } from './load-quickjs.ts';
import { runGuestBatch } from './run-guest-batch.ts';
import type { GuestJob, GuestReply, WorkerMessage, WorkerSettings } from './sandbox-protocol.ts';

// QuickJS asks this realm for the offset of local time; scripts run in UTC wherever the hub runs.
Date.prototype.getTimezoneOffset = () => 0;

const port = parentPort;
assert(port !== null, 'the sandbox worker runs in a worker thread');
const say = (message: WorkerMessage) => port.postMessage(message);

const settings: WorkerSettings = workerData;
const guest = createGuest(await loadQuickJs(settings.memoryMaxBytes));

function reply(job: GuestJob): GuestReply {
  try {
    return runGuestBatch(guest, job);
  } catch {
    // An aborted module throws from whichever call comes next, and nothing in it can be trusted any more.
    return { kind: 'abandoned', reason: 'aborted' };
  }
}

port.on('message', (job: GuestJob) => say(reply(job)));
say({ kind: 'ready' });
