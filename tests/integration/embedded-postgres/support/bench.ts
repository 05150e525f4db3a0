import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, chown, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import readline from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { onTestFinished, vi } from 'vitest';
import {
  isPostmasterOf,
  readPostmaster,
} from '../../../../runtime/src/adapters/embedded-postgres/read-postmaster.ts';
import { type Installation, makeInstallation } from './installation.ts';

/** Who runs the hub. Root drops to an ordinary user for the other case; an ordinary user is that case already. */
export type Who = { name: string; uid: number | undefined };

// These tests make real clusters, which takes its time on a busy machine; none of them asserts how much.
vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 });

const POLL_MS = 5;
const isRoot = process.getuid?.() === 0;
/** An id that every Linux and macOS names in /etc/passwd. */
const DAEMON_UID = 1;

/** The users that this machine lets us be: every test runs as each of them. */
export const everybody: Who[] = isRoot
  ? [
      { name: 'root', uid: undefined },
      { name: 'an ordinary user', uid: DAEMON_UID },
    ]
  : [{ name: 'an ordinary user', uid: undefined }];

/** The one who cannot write everywhere. */
export const ordinaryUser: Who = everybody[everybody.length - 1] ?? { name: 'nobody', uid: undefined };

export type Ready = { kind: 'ready'; url: string; port: number; isAdopted: boolean; mark: string };
export type Refused = { kind: 'refused'; code: string; detail: string };

/** A hub in a process of its own. */
export type Hub = {
  pid: number;
  lines: string[];
  outcome: Promise<Ready | Refused>;
  /** Resolves at the next SIGINT that the hub hears. */
  interrupted: Promise<void>;
  stop(): Promise<void>;
  kill(): Promise<void>;
};

/** A folder of its own for one test, and the hubs that run in it. All is gone when the test ends, however it ends. */
export type Bench = {
  folder: string;
  dataDir: string;
  start(port?: number, dataDir?: string): Hub;
  /** Kills what runs and keeps the data, between tests that share a bench. */
  reset(): Promise<void>;
};

/** Makes a bench for a user. `mode` is that of its folder; `onEnd` takes what cleans up, at the test's end by default. */
export async function makeBench(
  who: Who,
  { mode = 0o755, onEnd = onTestFinished as (clean: () => Promise<void>) => void } = {},
): Promise<Bench> {
  const folder = await mkdtemp(path.join(tmpdir(), 'seikyu-test-'));
  await chmod(folder, mode);
  const dataDir = path.join(folder, 'data');
  const children: ChildProcess[] = [];
  const reset = async () => {
    for (const child of children.splice(0)) await killChild(child);
    await killServer(dataDir);
  };
  onEnd(async () => {
    await reset();
    await removeCluster(dataDir);
    await rm(folder, { recursive: true, force: true });
  });
  if (who.uid !== undefined) await chown(folder, who.uid, who.uid);
  const installation = await sharedInstallation();
  const start = (port?: number, otherDir?: string) => {
    const args = [otherDir ?? dataDir, ...(port === undefined ? [] : [String(port)])];
    const child = spawnHub(installation, args, who);
    children.push(child);
    return watchHub(child);
  };
  return { folder, dataDir, start, reset };
}

/** Returns what a hub is ready with; fails the test when it was refused. */
export async function ready(hub: Hub): Promise<Ready> {
  const outcome = await hub.outcome;
  if (outcome.kind === 'refused') throw new Error(`the hub was refused: ${outcome.detail}`);
  return outcome;
}

/** Returns why a hub was refused; fails the test when it was not. */
export async function refused(hub: Hub): Promise<Refused> {
  const outcome = await hub.outcome;
  if (outcome.kind === 'ready') throw new Error('the hub started, though it should not have');
  return outcome;
}

/** Returns the folder of the cluster, also when it lies outside the data folder. */
export async function findCluster(dataDir: string): Promise<string> {
  const location = await readFile(path.join(dataDir, 'postgres.location'), 'utf8').catch(() => dataDir);
  return path.join(location.trim(), 'postgres');
}

async function removeCluster(dataDir: string): Promise<void> {
  const homeDir = path.dirname(await findCluster(dataDir));
  await rm(homeDir, { recursive: true, force: true });
}

/** Returns the process id of the server of a data folder, or undefined when none lives. */
export async function findServer(dataDir: string): Promise<number | undefined> {
  const clusterDir = await findCluster(dataDir);
  const postmaster = await readPostmaster(clusterDir).catch(() => undefined);
  if (typeof postmaster !== 'object') return undefined;
  return isPostmasterOf(postmaster.pid, clusterDir) ? postmaster.pid : undefined;
}

let installation: Promise<Installation> | undefined;
let installationFolder: string | undefined;

function sharedInstallation(): Promise<Installation> {
  installation ??= mkdtemp(path.join(tmpdir(), 'seikyu-install-')).then(async (folder) => {
    installationFolder = folder;
    await chmod(folder, 0o755);
    return makeInstallation(folder, ordinaryUser.uid);
  });
  return installation;
}

/** For `afterAll` of a file that made a bench. */
export async function removeInstallation(): Promise<void> {
  if (installationFolder !== undefined) await rm(installationFolder, { recursive: true, force: true });
}

function spawnHub(from: Installation, args: string[], who: Who): ChildProcess {
  return spawn(from.node, ['--no-warnings', from.script, ...args], {
    cwd: path.dirname(from.script),
    stdio: ['pipe', 'pipe', 'inherit'],
    detached: true,
    env: { PATH: process.env['PATH'], PGDATA: '/nonexistent', PGPORT: '1', LC_ALL: 'tr_TR.UTF-8' },
    ...(who.uid === undefined ? {} : { uid: who.uid, gid: who.uid }),
  });
}

function watchHub(child: ChildProcess): Hub {
  if (child.stdout === null || child.stdin === null) throw new Error('the hub has no pipes');
  const lines: string[] = [];
  const { stdin } = child;
  const answered = Promise.withResolvers<Ready | Refused>();
  const interrupted = Promise.withResolvers<void>();
  const exited = once(child, 'exit');
  readline.createInterface({ input: child.stdout }).on('line', (line) => {
    const message: Ready | Refused | { kind: 'log'; line: string } | { kind: 'interrupted' } =
      JSON.parse(line);
    if (message.kind === 'log') lines.push(message.line);
    else if (message.kind === 'interrupted') interrupted.resolve();
    else answered.resolve(message);
  });
  child.once('exit', (code, signal) => answered.reject(new Error(`the hub ended: ${code ?? signal}`)));
  answered.promise.catch(() => undefined);
  return {
    pid: child.pid ?? 0,
    lines,
    outcome: answered.promise,
    interrupted: interrupted.promise,
    async stop() {
      stdin.end();
      await exited;
    },
    async kill() {
      await killChild(child);
    },
  };
}

async function killChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
  const exited = once(child, 'exit');
  child.kill('SIGKILL');
  await exited;
}

/** Kills the server of a data folder with SIGKILL and waits until the system has no trace of it. */
export async function killServer(dataDir: string): Promise<void> {
  const pid = await findServer(dataDir);
  if (pid === undefined) return;
  process.kill(pid, 'SIGKILL');
  const deadlineMs = performance.now() + 10_000;
  while ((await findServer(dataDir)) !== undefined && performance.now() < deadlineMs) {
    await wait(POLL_MS);
  }
}
