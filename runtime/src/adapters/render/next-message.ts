import type { ChildProcess } from 'node:child_process';
import { AppError } from '../../core/app-error.ts';

/**
 * The next message of our own render process. Throws `render.timeout` after killing it, since native code cannot
 * be asked to stop, and `render.failed` when it ends by itself.
 */
export function nextMessage<Message>(child: ChildProcess, timeoutMs: number): Promise<Message> {
  return new Promise((resolve, reject) => {
    let isLate = false;
    const settle = (): void => {
      clearTimeout(timer);
      child.off('message', onMessage);
      child.off('exit', onEnd);
      child.off('error', onEnd);
    };
    const onMessage = (message: Message): void => {
      settle();
      resolve(message);
    };
    const onEnd = (cause: unknown): void => {
      settle();
      if (isLate) {
        reject(new AppError('render.timeout', { detail: `It was stopped after ${timeoutMs} ms.` }));
        return;
      }
      const context = { exitCode: child.exitCode, signal: child.signalCode };
      reject(new AppError('render.failed', { detail: 'The renderer stopped unexpectedly.', cause, context }));
    };
    // The answer comes with the exit, so that nobody hands work to a process that is being killed.
    const timer = setTimeout(() => {
      isLate = true;
      child.off('message', onMessage);
      child.kill('SIGKILL');
    }, timeoutMs);
    child.on('message', onMessage);
    child.once('exit', onEnd);
    child.once('error', onEnd);
  });
}
