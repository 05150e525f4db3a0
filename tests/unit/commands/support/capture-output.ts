import { afterEach, beforeEach, vi } from 'vitest';

/** What a command writes during a test, by stream; empty when the test begins. */
export function captureOutput(): { out: string; err: string } {
  const written = { out: '', err: '' };
  const listen = (stream: NodeJS.WriteStream, name: 'out' | 'err') =>
    vi.spyOn(stream, 'write').mockImplementation((text) => {
      written[name] += String(text);
      return true;
    });
  beforeEach(() => {
    written.out = '';
    written.err = '';
    listen(process.stdout, 'out');
    listen(process.stderr, 'err');
  });
  afterEach(() => {
    vi.restoreAllMocks();
  });
  return written;
}
