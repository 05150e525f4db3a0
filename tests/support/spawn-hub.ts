import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { assertNoCanary } from './canaries.ts';

const RUNTIME = fileURLToPath(new URL('../../runtime/', import.meta.url));
const READY_MAX_MS = 60_000;

/** A hub in a process of its own, as users start it. */
export type SpawnedHub = {
  url: string;
  process: ChildProcess;
  /** What it wrote to stderr so far. */
  log(): string;
  /** What it wrote to stdout so far. */
  output(): string;
  /** Resolves when /readyz answers 200; rejects when the process ends before. */
  ready(): Promise<void>;
  /** SIGKILL, and waits until it is gone. */
  kill(): Promise<void>;
  /** SIGTERM, and waits for its own end; returns the exit code. */
  stop(): Promise<number | null>;
};

/** Spawns `seikyu <command>` with these variables and nothing of the caller's. */
export function spawnHub(
  command: 'start' | 'serve' | 'work',
  environment: Record<string, string>,
): SpawnedHub {
  const child = spawn(process.execPath, ['run-hub.mjs', command], {
    cwd: RUNTIME,
    env: { PATH: process.env['PATH'] ?? '', HOME: process.env['HOME'] ?? '', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  child.stderr?.setEncoding('utf8').on('data', (chunk: string) => {
    text += chunk;
  });
  let printed = '';
  child.stdout?.setEncoding('utf8').on('data', (chunk: string) => {
    printed += chunk;
  });
  const url = `http://127.0.0.1:${environment['SEIKYU_PORT'] ?? ''}`;
  const ended = once(child, 'exit');
  const keepsSecrets = (): void => assertNoCanary(text, 'the log of a hub');
  return {
    url,
    process: child,
    log: () => text,
    output: () => printed,
    async ready() {
      const deadline = Date.now() + READY_MAX_MS;
      while (Date.now() < deadline) {
        if (child.exitCode !== null || child.signalCode !== null) throw new Error(`the hub ended:\n${text}`);
        const response = await fetch(`${url}/readyz`).catch(() => undefined);
        if (response?.status === 200) return;
        await pause(20);
      }
      throw new Error(`the hub is not ready:\n${text}`);
    },
    async kill() {
      child.kill('SIGKILL');
      await ended;
      keepsSecrets();
    },
    async stop() {
      child.kill('SIGTERM');
      await ended;
      keepsSecrets();
      return child.exitCode;
    },
  };
}

/** A port on loopback that is free now. */
export async function findFreePort(): Promise<number> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address !== null ? address.port : 0;
}
