import { setTimeout as pause } from 'node:timers/promises';
import type { FlowDeps } from '../flow/context.ts';
import { areOthersServed } from '../flow/recent-requests.ts';
import type { Lane } from './let-others-in.ts';

/** The longest rest: a guess, far below what the queue takes for a lost worker. */
const REST_MAX_MS = 500;
/** Times as long as the batch took: of a stage's time a flood has a quarter while others ask. */
const REST_FACTOR = 3;

/**
 * Settles after a full batch, with a rest three times as long as the batch took where all of it is one organization's and
 * people or programs of others ask this process meanwhile. Full batches one after the other would keep a core of the
 * database busy; this leaves most of that to the others, and costs an organization that is alone nothing.
 */
export async function leaveRoom(
  deps: FlowDeps,
  lane: Lane,
  batch: Promise<unknown>,
  rest: (ms: number) => Promise<unknown> = pause,
): Promise<void> {
  const startedAtMs = performance.now();
  const [only] = [...lane.inHand].find(([, count]) => count >= lane.batchMax) ?? [];
  await batch;
  const nowMs = performance.now();
  if (only === undefined || !areOthersServed(deps, only, nowMs)) return;
  await rest(Math.min((nowMs - startedAtMs) * REST_FACTOR, REST_MAX_MS));
}
