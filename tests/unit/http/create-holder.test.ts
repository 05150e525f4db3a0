import { EventEmitter } from 'node:events';
import type { ServerResponse } from 'node:http';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createHolder } from '../../../runtime/src/http/refusals/create-holder.ts';

const HOLD_MS = 1_000;

let answered: string[];
const outgoing = (): ServerResponse => new EventEmitter() as ServerResponse;

beforeEach(() => {
  vi.useFakeTimers();
  answered = [];
});
afterEach(() => {
  vi.useRealTimers();
});

/** Holds answers of senders that are told apart by a letter; returns what they would go out over. */
function holdAll(bounds: { heldOfOneMax: number; heldMax: number }, senders: string): ServerResponse[] {
  const hold = createHolder({ holdMs: HOLD_MS, ...bounds });
  return [...senders].map((sender, index) => {
    const over = outgoing();
    hold(sender, over, () => void answered.push(`${sender}${index}`));
    return over;
  });
}

test('an answer goes out once its time is over, and not before', () => {
  const [over] = holdAll({ heldOfOneMax: 9, heldMax: 9 }, 'a');
  vi.advanceTimersByTime(HOLD_MS - 1);
  expect(answered).toEqual([]);
  vi.advanceTimersByTime(1);
  expect(answered).toEqual(['a0']);
  expect(over?.listenerCount('close')).toBe(0);
});

test('beyond as many as may be held of one sender an answer goes out at once, and another sender has room', () => {
  holdAll({ heldOfOneMax: 2, heldMax: 9 }, 'aaab');
  expect(answered).toEqual(['a2']);
  vi.advanceTimersByTime(HOLD_MS);
  expect(answered).toEqual(['a2', 'a0', 'a1', 'b3']);
});

test('beyond as many as may be held of all an answer goes out at once', () => {
  holdAll({ heldOfOneMax: 9, heldMax: 2 }, 'abc');
  expect(answered).toEqual(['c2']);
});

test('a connection that closes gives its place back, and nothing is answered over it', () => {
  const hold = createHolder({ holdMs: HOLD_MS, heldOfOneMax: 1, heldMax: 1 });
  for (let round = 0; round < 3; round += 1) {
    const over = outgoing();
    hold('a', over, () => void answered.push('gone'));
    over.emit('close');
  }
  expect(vi.getTimerCount()).toBe(0);
  hold('a', outgoing(), () => void answered.push('held'));
  expect(answered).toEqual([]);
  vi.advanceTimersByTime(HOLD_MS);
  expect(answered).toEqual(['held']);
});

test('an answer that went out gives its place back', () => {
  const hold = createHolder({ holdMs: HOLD_MS, heldOfOneMax: 1, heldMax: 1 });
  hold('a', outgoing(), () => void answered.push('first'));
  vi.advanceTimersByTime(HOLD_MS);
  hold('a', outgoing(), () => void answered.push('second'));
  expect(answered).toEqual(['first']);
  expect(vi.getTimerCount()).toBe(1);
});
