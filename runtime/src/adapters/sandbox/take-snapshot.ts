/** Sets the memory back to the bytes it had. What was made in it since is gone and must not be used again. */
export type Restore = () => void;

const WORD_BYTES = BigUint64Array.BYTES_PER_ELEMENT;
/** Global variables that are still zero lie between the data and the stack: a guess far above what QuickJS has of them. */
const GLOBALS_MAX_BYTES = 256 * 1024;

/**
 * Keeps the bytes of an interpreter at rest. Its whole state is in its linear memory, its allocator's included, so that
 * copying them back gives a fresh context in microseconds; making and locking one takes three milliseconds. Left as
 * they are: the stack, which an interpreter at rest does not use, and the memory beyond what was in use.
 */
export function takeSnapshot(memory: { readonly buffer: ArrayBuffer }): Restore {
  const words = new BigUint64Array(memory.buffer);
  let end = words.length;
  while (end > 0 && words[end - 1] === 0n) end -= 1;
  const stack = findLongestGap(words, end);
  const ranges = [
    { from: 0, to: Math.min(stack.from * WORD_BYTES + GLOBALS_MAX_BYTES, stack.to * WORD_BYTES) },
    { from: stack.to * WORD_BYTES, to: end * WORD_BYTES },
  ].map(({ from, to }) => ({ from, bytes: new Uint8Array(memory.buffer.slice(from, to)) }));
  return () => {
    const target = new Uint8Array(memory.buffer);
    for (const { from, bytes } of ranges) target.set(bytes, from);
  };
}

/** The stack is megabytes of which only the top was ever written: no other run of zeros is as long. */
function findLongestGap(words: BigUint64Array, end: number): { from: number; to: number } {
  let longest = { from: end, to: end };
  let from = 0;
  for (let at = 0; at < end; at += 1) {
    if (words[at] === 0n) continue;
    if (at - from > longest.to - longest.from) longest = { from, to: at };
    from = at + 1;
  }
  return longest;
}
