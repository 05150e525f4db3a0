import { expect, test } from 'vitest';
import type { FlowDeps } from '../../../runtime/src/flow/context.ts';
import { noteRequest } from '../../../runtime/src/flow/recent-requests.ts';
import { leaveRoom } from '../../../runtime/src/worker/leave-room.ts';
import { createLane, type Lane } from '../../../runtime/src/worker/let-others-in.ts';

const BATCH = 4;

const laneWith = (inHand: [organizationId: string, count: number][]): Lane => ({
  ...createLane('fetch', BATCH),
  inHand: new Map(inHand),
});

/** Whether a lane rested after its batch, where these asked the process for something just now. */
async function restsAfter(lane: Lane, askers: string[]): Promise<boolean> {
  // Nothing of it is used but which one it is.
  const deps = {} as FlowDeps;
  for (const asker of askers) noteRequest(deps, asker, performance.now());
  const batch = Promise.withResolvers<void>();
  const rests: number[] = [];
  let isSettled = false;
  const left = leaveRoom(deps, lane, batch.promise, async (ms) => rests.push(ms)).then(() => {
    isSettled = true;
  });
  expect(isSettled).toBe(false);
  batch.resolve();
  await left;
  for (const ms of rests) {
    expect(ms).toBeGreaterThanOrEqual(0);
    expect(ms).toBeLessThanOrEqual(500);
  }
  return rests.length > 0;
}

test('a stage rests after a batch that is all of one organization while others wait for answers', async () => {
  expect(await restsAfter(laneWith([['flooder', BATCH]]), ['flooder', 'other'])).toBe(true);
  const besides: Lane = laneWith([
    ['third', 1],
    ['flooder', BATCH],
  ]);
  expect(await restsAfter(besides, ['other'])).toBe(true);
});

test('an organization that is alone has all of the stage', async () => {
  expect(await restsAfter(laneWith([['flooder', BATCH]]), [])).toBe(false);
  expect(await restsAfter(laneWith([['flooder', BATCH]]), ['flooder'])).toBe(false);
});

test('a batch of several organizations is nobody’s flood', async () => {
  const shared: Lane = laneWith([
    ['a', BATCH - 1],
    ['b', 1],
  ]);
  expect(await restsAfter(shared, ['a', 'b', 'other'])).toBe(false);
});
