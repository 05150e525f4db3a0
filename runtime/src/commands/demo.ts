import { parseArgs } from 'node:util';
import { createLog } from '../adapters/system/create-log.ts';
import { readConfig } from '../config.ts';
import { freePort } from '../demo/free-port.ts';
import { type DemoN8n, startDemoN8n } from '../demo/n8n/start-demo-n8n.ts';
import { type RunningDemo, runDemo } from '../demo/run-demo.ts';
import { untilSignal } from './until-signal.ts';

const N8N_PORT = 5678;

/**
 * Plays the loop, prints where to look, and stays up; `--once` ends when the loop is through, and `--n8n` starts an n8n
 * beside it.
 */
export async function demoCommand(args: string[]): Promise<number> {
  const options = {
    once: { type: 'boolean', default: false },
    n8n: { type: 'boolean', default: false },
  } as const;
  const { values } = parseArgs({ args, options });
  const config = readConfig(
    { SEIKYU_LOG_LEVEL: 'error', ...process.env },
    process.env['INIT_CWD'] ?? process.cwd(),
  );
  const write = (text: string): void => {
    process.stdout.write(text);
  };
  const n8nPort = values.n8n ? await freePort(N8N_PORT) : undefined;
  // The hub calls n8n at this address and no other on this machine: events, and flows that wait for a decision.
  if (n8nPort !== undefined) config.openedOrigins.push(`http://127.0.0.1:${n8nPort}`);
  const demo = await runDemo({ config, log: createLog(config.logLevel), write });
  const n8n = await startN8nBeside(demo, { port: n8nPort, dataFolder: config.dataFolder, write });
  write(`\nThe board:    ${demo.entryUrl}   (Ken, finance)\n`);
  write(`Set-up:       ${demo.adminEntryUrl}   (Aiko, administrator)\n`);
  write(`The API:      ${demo.url}/docs\n`);
  if (n8n !== undefined) write(`n8n:          ${n8n.url}   ${n8n.email}   ${n8n.password}\n`);
  if (!values.once) {
    write('Ctrl+C ends it; run it again and nothing happens twice.\n');
    await untilSignal();
  }
  await n8n?.stop();
  await demo.stop();
  return 0;
}

async function startN8nBeside(
  demo: RunningDemo,
  input: { port: number | undefined; dataFolder: string; write: (text: string) => void },
): Promise<DemoN8n | undefined> {
  const { port } = input;
  if (port === undefined) return undefined;
  try {
    return await startDemoN8n({ ...input, port, hubUrl: demo.url, adminKey: demo.adminKey });
  } catch (cause) {
    await demo.stop();
    throw cause;
  }
}
