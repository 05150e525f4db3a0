import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { AppError } from '../../core/app-error.ts';
import { nextMessage } from './next-message.ts';
import type { RenderAnswer, RenderReady, RenderWork } from './render-message.ts';

/** A process that draws. It is a process and no thread, since native code in a thread cannot be stopped. */
export type RenderProcess = {
  /** Draws one thing at a time. Throws `render.refused`, `render.failed` or `render.timeout`; the last ends the process. */
  run(work: RenderWork, timeoutMs: number): Promise<Uint8Array | string>;
  isAlive(): boolean;
  stop(): Promise<void>;
};

/** Loading fonts takes 0.2 s; a starved machine may take long. */
const START_TIMEOUT_MS = 30_000;

/** Nothing listens on the discard port: whatever native code asks of the network ends there (RFC 863). */
const NOWHERE = 'http://127.0.0.1:9';
const NO_FOLDER = '/seikyu-has-no-files';
/** No secret of ours, no home, no network: templates are made by people. */
const ENVIRONMENT = {
  HTTP_PROXY: NOWHERE,
  HTTPS_PROXY: NOWHERE,
  ALL_PROXY: NOWHERE,
  HOME: NO_FOLDER,
  XDG_CACHE_HOME: NO_FOLDER,
  XDG_DATA_HOME: NO_FOLDER,
};

/** Starts a render process and waits until it takes work. Throws `render.failed` when it does not start. */
export async function startRenderProcess(): Promise<RenderProcess> {
  const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
  const child = fork(new URL(`./render-process.${extension}`, import.meta.url), {
    // Node strips the types by itself; a loader of the parent is not needed.
    execArgv: ['--expose-gc'],
    env: ENVIRONMENT,
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  // Without a listener an error between two pieces of work would end the hub; `isAlive` finds out.
  child.on('error', () => {});
  const killWithParent = (): void => void child.kill('SIGKILL');
  process.once('exit', killWithParent);
  child.once('exit', () => process.off('exit', killWithParent));
  await nextMessage<RenderReady>(child, START_TIMEOUT_MS);
  keepWaiting(child, false);
  const isAlive = (): boolean => child.connected && child.exitCode === null && child.signalCode === null;
  return {
    run: async (work, timeoutMs) => {
      keepWaiting(child, true);
      const answered = nextMessage<RenderAnswer>(child, timeoutMs);
      child.send(work, () => {});
      const answer = await answered.finally(() => keepWaiting(child, false));
      if (!answer.ok) throw new AppError('render.refused', { detail: answer.detail });
      return answer.result;
    },
    isAlive,
    stop: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.ref();
      const exited = once(child, 'exit');
      child.kill('SIGKILL');
      await exited;
    },
  };
}

/** An idle renderer keeps no program from ending. */
function keepWaiting(child: ChildProcess, isBusy: boolean): void {
  if (isBusy) {
    child.ref();
    child.channel?.ref();
  } else {
    child.unref();
    child.channel?.unref();
  }
}
