import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { freePort } from '../free-port.ts';
import type { InstalledN8n } from './install-n8n.ts';

const READY_MAX_MS = 300_000;
const STOP_MAX_MS = 40_000;
const LOOK_EVERY_MS = 200;

/** An n8n in a process of its own. */
export type RunningN8n = {
  url: string;
  pid: number;
  /** What it wrote so far, from its start on. */
  log(): Promise<string>;
  /** SIGTERM, and waits for its own end. */
  stop(): Promise<void>;
  /** SIGKILL, and waits until it is gone; its task runner ends by itself. */
  kill(): Promise<void>;
};

/** Where it keeps its data, and where it listens. */
export type StartN8nInput = {
  installed: InstalledN8n;
  /** Its database, settings and community nodes lie in `.n8n` in here; the same folder is the same n8n. */
  userFolder: string;
  port: number;
  /** Seals the credentials of this user folder. */
  encryptionKey: string;
};

/** Starts n8n on loopback and resolves when it is ready; rejects with the end of its log when it is not. */
export async function startN8n(input: StartN8nInput): Promise<RunningN8n> {
  await mkdir(input.userFolder, { recursive: true });
  const logFile = join(input.userFolder, 'n8n.log');
  const log = await open(logFile, 'w', 0o600);
  const child = spawn(process.execPath, [join(input.installed.folder, 'node_modules/n8n/bin/n8n'), 'start'], {
    cwd: input.userFolder,
    env: await environmentOf(input),
    stdio: ['ignore', log.fd, log.fd],
  });
  await log.close();
  const url = `http://127.0.0.1:${input.port}`;
  const running: RunningN8n = {
    url,
    pid: child.pid ?? 0,
    log: () => readFile(logFile, 'utf8'),
    stop: () => stop(child),
    kill: () => kill(child),
  };
  const release = endWithUs(child);
  await untilReady(running, child).finally(release);
  return running;
}

/** Whoever ends us before it is ready could not stop it: two n8n on one SQLite file would follow. */
function endWithUs(child: ChildProcess): () => void {
  const end = (): void => {
    child.kill('SIGKILL');
    process.exit(1);
  };
  process.once('SIGTERM', end).once('SIGINT', end);
  return () => {
    process.off('SIGTERM', end).off('SIGINT', end);
  };
}

/** Nothing of the caller's but the path: n8n reads hundreds of variables. It calls nobody by itself. */
async function environmentOf(input: StartN8nInput): Promise<Record<string, string>> {
  return {
    PATH: process.env['PATH'] ?? '',
    HOME: input.userFolder,
    N8N_USER_FOLDER: input.userFolder,
    N8N_LISTEN_ADDRESS: '127.0.0.1',
    N8N_HOST: '127.0.0.1',
    N8N_PORT: String(input.port),
    N8N_PROTOCOL: 'http',
    N8N_RUNNERS_BROKER_PORT: String(await freePort(0)),
    N8N_ENCRYPTION_KEY: input.encryptionKey,
    N8N_SECURE_COOKIE: 'false',
    N8N_DIAGNOSTICS_ENABLED: 'false',
    N8N_DIAGNOSTICS_CONFIG_FRONTEND: '',
    N8N_DIAGNOSTICS_CONFIG_BACKEND: '',
    N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
    N8N_TEMPLATES_ENABLED: 'false',
    N8N_PERSONALIZATION_ENABLED: 'false',
    N8N_HIRING_BANNER_ENABLED: 'false',
    EXTERNAL_FRONTEND_HOOKS_URLS: '',
    N8N_VERIFIED_PACKAGES_ENABLED: 'false',
    N8N_UNVERIFIED_PACKAGES_ENABLED: 'true',
    N8N_DISABLED_MODULES: 'mcp-registry,instance-ai,chat-hub,agents',
    N8N_ENFORCE_SETTINGS_FILE_PERMISSIONS: 'false',
    N8N_LOG_LEVEL: 'info',
    DB_SQLITE_POOL_SIZE: '2',
    NODE_OPTIONS: '--max-old-space-size=2048',
  };
}

/** `/healthz` answers while the database is still being migrated; `/healthz/readiness` does not. */
async function untilReady(running: RunningN8n, child: ChildProcess): Promise<void> {
  const deadline = Date.now() + READY_MAX_MS;
  while (Date.now() < deadline) {
    if (isOver(child)) throw new Error(`n8n ended at its start:\n${(await running.log()).slice(-4_000)}`);
    const response = await fetch(`${running.url}/healthz/readiness`).catch(() => undefined);
    if (response?.status === 200) return;
    await pause(LOOK_EVERY_MS);
  }
  await kill(child);
  throw new Error(`n8n was not ready in ${READY_MAX_MS / 1000} s:\n${(await running.log()).slice(-4_000)}`);
}

const isOver = (child: ChildProcess): boolean => child.exitCode !== null || child.signalCode !== null;

async function stop(child: ChildProcess): Promise<void> {
  if (isOver(child)) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  await Promise.race([ended, pause(STOP_MAX_MS, undefined, { ref: false })]);
  if (!isOver(child)) await kill(child);
}

async function kill(child: ChildProcess): Promise<void> {
  if (isOver(child)) return;
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
}
