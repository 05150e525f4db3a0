import { expect, test } from 'vitest';
import { type CollectionInput, collectionOn } from '../../../runtime/src/core/settlement/collection.ts';

const OPEN: CollectionInput = {
  kept: null,
  isOwed: true,
  balanceMinor: 100n,
  isDisputed: false,
  asOf: '2026-12-10',
};
const on = (input: Partial<CollectionInput>) => collectionOn({ ...OPEN, ...input });
const paused = { status: 'paused', until: '2026-12-10', promisedMinor: null, owedMinor: null } as const;
const promised = { status: 'promised', until: '2026-12-10', promisedMinor: 60n, owedMinor: 100n } as const;

test('without a word it is normal, and closed when nothing is owed', () => {
  expect(on({})).toBe('normal');
  expect(on({ isOwed: false, kept: promised })).toBe('closed');
});

test('an open dispute pauses it, whatever was said', () => {
  expect(on({ isDisputed: true, kept: { ...paused, status: 'escalated', until: null } })).toBe('paused');
});

test('a pause holds until the end of its last day', () => {
  expect(on({ kept: paused })).toBe('paused');
  expect(on({ kept: paused, asOf: '2026-12-11' })).toBe('normal');
});

test('a promise holds until its day, is kept once as much came in, and raises it when it is broken', () => {
  expect(on({ kept: promised })).toBe('promised');
  expect(on({ kept: promised, asOf: '2026-12-11' })).toBe('escalated');
  expect(on({ kept: promised, asOf: '2026-12-11', balanceMinor: 41n })).toBe('escalated');
  expect(on({ kept: promised, asOf: '2026-12-11', balanceMinor: 40n })).toBe('normal');
});

test('what is escalated stays so until a person resumes it', () => {
  expect(on({ kept: { ...paused, status: 'escalated', until: null }, asOf: '2030-01-01' })).toBe('escalated');
});
