import { expect, test } from 'vitest';
import type { FlowDeps } from '../../../runtime/src/flow/context.ts';
import { areOthersServed, noteRequest } from '../../../runtime/src/flow/recent-requests.ts';

/** Nothing of it is used but which one it is. */
const newDeps = (): FlowDeps => ({}) as FlowDeps;

test('others are served while another organization asked within the last second', () => {
  const deps = newDeps();
  expect(areOthersServed(deps, 'a', 0)).toBe(false);
  noteRequest(deps, 'b', 100);
  for (const atMs of [200, 300, 400]) noteRequest(deps, 'a', atMs);
  expect(areOthersServed(deps, 'a', 1_099)).toBe(true);
  expect(areOthersServed(deps, 'a', 1_100)).toBe(false);
  expect(areOthersServed(deps, 'b', 1_100)).toBe(true);
  expect(areOthersServed(deps, 'c', 1_100)).toBe(true);
});

test('an organization that is alone is no other to itself, and hubs do not know of each other', () => {
  const deps = newDeps();
  noteRequest(deps, 'a', 0);
  noteRequest(deps, 'a', 10);
  expect(areOthersServed(deps, 'a', 20)).toBe(false);
  expect(areOthersServed(newDeps(), 'b', 20)).toBe(false);
});
