import { parseArgs } from 'node:util';
import { createLog } from '../adapters/system/create-log.ts';
import { readConfig } from '../config.ts';
import { runDemo } from '../demo/run-demo.ts';
import { untilSignal } from './until-signal.ts';

/** Plays the loop, prints where to look, and stays up; `--once` ends when the loop is through. */
export async function demoCommand(args: string[]): Promise<number> {
  const { values } = parseArgs({ args, options: { once: { type: 'boolean', default: false } } });
  const config = readConfig(
    { SEIKYU_LOG_LEVEL: 'error', ...process.env },
    process.env['INIT_CWD'] ?? process.cwd(),
  );
  const write = (text: string): void => {
    process.stdout.write(text);
  };
  const demo = await runDemo({ config, log: createLog(config.logLevel), write });
  write(`\nThe board:    ${demo.entryUrl}\nThe API:      ${demo.url}/docs\n`);
  if (!values.once) {
    write('Ctrl+C ends it; run it again and nothing happens twice.\n');
    await untilSignal();
  }
  await demo.stop();
  return 0;
}
