import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** What an npm run inside ours must not inherit: `npm run -w runtime` hands its own choices on as variables. */
const KEPT_SETTINGS = new Set([
  'registry',
  'cache',
  'userconfig',
  'globalconfig',
  'offline',
  'prefer_offline',
]);

/** Our environment as a call of npm from a plain shell would have it. */
export function plainNpmEnvironment(
  environment: Record<string, string | undefined>,
): Record<string, string | undefined> {
  return Object.fromEntries(
    Object.entries(environment).filter(([name]) => {
      const setting = /^npm_config_(.+)$/i.exec(name)?.[1]?.toLowerCase();
      return setting === undefined ? !/^npm_(package|lifecycle)_/.test(name) : KEPT_SETTINGS.has(setting);
    }),
  );
}

/** Runs npm in a folder, on the Node that runs us; returns its stdout, and throws with the end of its stderr. */
export async function runNpm(
  args: string[],
  options: { folder: string; environment?: Record<string, string> },
): Promise<string> {
  // Set by npm for every script; the plain name serves those who start us without npm.
  const npmCli = process.env['npm_execpath'];
  const [command, first] = npmCli?.endsWith('.js') ? [process.execPath, [npmCli]] : ['npm', []];
  const child = spawn(command, [...first, ...args], {
    cwd: options.folder,
    env: { ...plainNpmEnvironment(process.env), ...options.environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  let complaint = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    output += chunk;
  });
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    complaint = (complaint + chunk).slice(-COMPLAINT_MAX);
  });
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(`npm ${args.join(' ')} ended with ${code}:\n${complaint}`);
  return output;
}

const COMPLAINT_MAX = 4_000;
