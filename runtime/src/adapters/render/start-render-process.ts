import { type ChildProcess, fork } from 'node:child_process';
import { AppError } from '../../core/app-error.ts';
import type { RenderAnswer, RenderReady, RenderRequest, RenderWork } from './render-message.ts';

/** A process that draws. It is a process and no thread, since native code in a thread cannot be stopped. */
export type RenderProcess = {
  /** Draws one thing. Throws `render.failed` or `render.timeout`; after the second the process is gone. */
  run(work: RenderWork, timeoutMs: number): Promise<Uint8Array | string>;
  isAlive(): boolean;
  kill(): void;
};

/** Loading fonts takes 0.2 s; a starved machine may take long. */
const START_TIMEOUT_MS = 30_000;
const STDERR_MAX_CHARS = 4_000;

/** Nothing listens on the discard port: whatever native code asks of the network ends there (RFC 863). */
const NOWHERE = 'http://127.0.0.1:9';
/** No secret of ours, no home, no network: templates are made by people. */
const ENVIRONMENT = {
  HTTP_PROXY: NOWHERE,
  HTTPS_PROXY: NOWHERE,
  ALL_PROXY: NOWHERE,
  HOME: '/seikyu-has-no-files',
  XDG_CACHE_HOME: '/seikyu-has-no-files',
  XDG_DATA_HOME: '/seikyu-has-no-files',
};

/** Starts a render process and waits until it takes work. Throws `render.failed` when it does not start. */
export async function startRenderProcess(): Promise<RenderProcess> {
  const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
  const child = fork(new URL(`./render-process.${extension}`, import.meta.url), {
    // Node strips the types by itself; a loader of the parent is not needed.
    execArgv: [],
    env: ENVIRONMENT,
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  const stderr = collectText(child);
  const killWithParent = (): void => void child.kill('SIGKILL');
  process.once('exit', killWithParent);
  child.once('close', () => process.off('exit', killWithParent));
  await next<RenderReady>(child, START_TIMEOUT_MS, stderr);
  // An idle renderer keeps nobody waiting.
  child.unref();
  child.channel?.unref();
  let job = 0;
  return {
    run: async (work, timeoutMs) => {
      job += 1;
      child.ref();
      child.channel?.ref();
      const answered = next<RenderAnswer>(child, timeoutMs, stderr);
      const request: RenderRequest = { job, work };
      child.send(request, () => {});
      const answer = await answered;
      child.unref();
      child.channel?.unref();
      if (!answer.ok) throw new AppError('render.failed', { detail: answer.detail });
      return answer.result;
    },
    isAlive: () => child.connected && child.exitCode === null && child.signalCode === null,
    kill: () => void child.kill('SIGKILL'),
  };
}

function next<Message>(child: ChildProcess, timeoutMs: number, stderr: () => string): Promise<Message> {
  return new Promise((resolve, reject) => {
    const settle = (): void => {
      clearTimeout(timer);
      child.off('message', onMessage);
      child.off('exit', onExit);
      child.off('error', onExit);
    };
    const onMessage = (message: Message): void => {
      settle();
      resolve(message);
    };
    const onExit = (): void => {
      settle();
      const detail = 'The renderer stopped unexpectedly.';
      reject(new AppError('render.failed', { detail, context: { stderr: stderr() } }));
    };
    const timer = setTimeout(() => {
      settle();
      child.kill('SIGKILL');
      reject(new AppError('render.timeout', { detail: `It was stopped after ${timeoutMs} ms.` }));
    }, timeoutMs);
    child.on('message', onMessage);
    child.once('exit', onExit);
    child.once('error', onExit);
  });
}

function collectText(child: ChildProcess): () => string {
  let text = '';
  child.stderr?.setEncoding('utf8');
  child.stderr?.on('data', (chunk: string) => {
    text = `${text}${chunk}`.slice(-STDERR_MAX_CHARS);
  });
  return () => text;
}
