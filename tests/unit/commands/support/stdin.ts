import { Readable } from 'node:stream';
import { afterEach } from 'vitest';

/** Gives a function that lets a command find these bytes on standard input, until the test ends. */
export function replaceStdin(): (input: string | Uint8Array) => void {
  const ofProcess = Object.getOwnPropertyDescriptor(process, 'stdin') ?? {};
  afterEach(() => {
    Object.defineProperty(process, 'stdin', ofProcess);
  });
  return (input) => {
    Object.defineProperty(process, 'stdin', {
      value: Readable.from([Buffer.from(input)]),
      configurable: true,
    });
  };
}
