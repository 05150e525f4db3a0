import { pipeline } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import { loadMappingFolder } from '../adapters/mapping-folders/load-mapping-folder.ts';
import { createSandbox } from '../adapters/sandbox/create-sandbox.ts';
import { createClock } from '../adapters/system/create-clock.ts';
import { escapeControls } from '../core/escape-controls.ts';
import { callerPath } from './caller-path.ts';
import { type RunLine, runRecords } from './mapping/run-records.ts';
import { reasonLine } from './reason-line.ts';

const EXIT_REFUSED = 1;
const EXIT_WRONG_USE = 2;

/**
 * Maps the records on standard input, one JSON object per line, to canonical ones on standard output, in order. What is
 * refused is told on standard error as `line N: pointer code text`, and the others go on. Returns 1 when one is refused;
 * throws `mapping.definition_invalid`.
 */
export async function mappingRunCommand(args: string[]): Promise<number> {
  const { positionals } = parseArgs({ args, options: {}, allowPositionals: true });
  const [name, ...more] = positionals;
  if (name === undefined || more.length > 0) {
    return wrongUse('Usage: seikyu mapping run DIR < RECORDS.ndjson\n');
  }
  const mapping = await loadMappingFolder(callerPath(name));
  if (mapping === undefined) return wrongUse(`${name} holds no mapping.json.\n`);
  const sandbox = createSandbox();
  const setting = { sandbox, organizationId: 'records', now: createClock().now() };
  let isRefused = false;
  const toText = async function* (lines: AsyncIterable<RunLine>): AsyncGenerator<string> {
    for await (const line of lines) {
      if (line.ok) yield `${escapeControls(line.json)}\n`;
      else {
        isRefused = true;
        process.stderr.write(refusalText(line));
      }
    }
  };
  try {
    await pipeline(toText(runRecords(process.stdin, mapping, setting)), process.stdout, { end: false });
  } catch (cause) {
    // A reader such as `head` that has enough goes away, which is no failure of ours.
    if (!isReaderGone(cause)) throw cause;
  } finally {
    await sandbox.close();
  }
  return isRefused ? EXIT_REFUSED : 0;
}

const refusalText = ({ number, errors }: Extract<RunLine, { ok: false }>): string =>
  errors.map(({ pointer, code, detail }) => `line ${number}: ${reasonLine(pointer, code, detail)}`).join('');

const isReaderGone = (cause: unknown): boolean =>
  cause instanceof Error && 'code' in cause && cause.code === 'EPIPE';

function wrongUse(text: string): number {
  process.stderr.write(text);
  return EXIT_WRONG_USE;
}
