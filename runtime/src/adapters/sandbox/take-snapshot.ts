/** Sets the memory back to the bytes it had. What was made in it since is gone and must not be used again. */
export type Restore = () => void;

const WORD_BYTES = BigUint64Array.BYTES_PER_ELEMENT;

/**
 * Keeps the bytes of an interpreter at rest. Its whole state is in its linear memory, its allocator's included, so that
 * copying them back gives a fresh context in a fraction of a millisecond; making and locking one takes three. Memory
 * beyond what was in use stays as it is: the allocator hands it out as memory with any content.
 */
export function takeSnapshot(memory: { readonly buffer: ArrayBuffer }): Restore {
  const kept = new Uint8Array(memory.buffer.slice(0, findEndOfUse(memory.buffer)));
  return () => new Uint8Array(memory.buffer).set(kept);
}

/** WebAssembly memory begins as zeros, so nothing was ever written behind the last byte that is not zero. */
function findEndOfUse(buffer: ArrayBuffer): number {
  const words = new BigUint64Array(buffer);
  return (words.findLastIndex((word) => word !== 0n) + 1) * WORD_BYTES;
}
