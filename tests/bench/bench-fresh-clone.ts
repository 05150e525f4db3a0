import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Figure, lessIsBetter } from './report.ts';

const REPOSITORY = fileURLToPath(new URL('../../', import.meta.url));

/** The README's first command in a fresh clone with an empty home and an empty npm cache, to the page's address. */
export async function benchFreshClone(): Promise<Figure[]> {
  const folder = await mkdtemp(join(tmpdir(), 'seikyu-bench-clone-'));
  const environment = {
    PATH: process.env['PATH'] ?? '',
    HOME: join(folder, 'home'),
    npm_config_cache: join(folder, 'npm-cache'),
    ...(process.env['npm_config_registry'] === undefined
      ? {}
      : { npm_config_registry: process.env['npm_config_registry'] }),
  };
  const startedAt = performance.now();
  try {
    await run('git', ['clone', '-q', REPOSITORY, join(folder, 'clone')], folder, environment);
    await run(
      'sh',
      ['-c', 'npm ci -w runtime && npm run demo -- --once'],
      join(folder, 'clone'),
      environment,
    );
    return [
      lessIsBetter(
        'fresh clone to the address of the page',
        (performance.now() - startedAt) / 1000,
        300,
        's',
        'goal',
      ),
    ];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function run(command: string, args: string[], cwd: string, env: Record<string, string>): Promise<void> {
  const child = spawn(command, args, { cwd, env, stdio: 'ignore' });
  const [code] = await once(child, 'exit');
  if (code !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${code}`);
}
