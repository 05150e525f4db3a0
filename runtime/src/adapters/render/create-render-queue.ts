import { AppError } from '../../core/app-error.ts';
import type { RenderWork } from './render-message.ts';
import { type RenderProcess, startRenderProcess } from './start-render-process.ts';

/** Work for one render process, in order of arrival. */
export type RenderQueue = {
  /** Throws `render.failed` or `render.timeout`. */
  run(work: RenderWork): Promise<Uint8Array | string>;
  close(): Promise<void>;
};

/** More than this waiting means that callers do not wait for answers. */
const WAITING_MAX = 1_000;

/**
 * Starts the process with the first work and again after it was lost, so that one bad template costs one render.
 * The deadline counts from the start of a piece of work, not from its arrival.
 */
export function createRenderQueue({ timeoutMs }: { timeoutMs: number }): RenderQueue {
  let renderer: RenderProcess | undefined;
  let tail: Promise<unknown> = Promise.resolve();
  let waiting = 0;
  let isClosed = false;

  const draw = async (work: RenderWork): Promise<Uint8Array | string> => {
    if (isClosed) throw new AppError('render.failed', { detail: 'The renderer is closed.' });
    if (renderer === undefined || !renderer.isAlive()) renderer = await startRenderProcess();
    return renderer.run(work, timeoutMs);
  };

  return {
    run: async (work) => {
      if (waiting >= WAITING_MAX)
        throw new AppError('render.failed', { detail: 'Too many renders are waiting.' });
      waiting += 1;
      const drawn = tail.then(() => draw(work));
      tail = drawn.then(
        () => undefined,
        () => undefined,
      );
      return drawn.finally(() => {
        waiting -= 1;
      });
    },
    close: async () => {
      isClosed = true;
      await tail;
      await renderer?.stop();
    },
  };
}
