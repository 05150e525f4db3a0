import { once } from 'node:events';
import { parseArgs } from 'node:util';
import { loadMappingFolder } from '../adapters/mapping-folders/load-mapping-folder.ts';
import { createSandbox } from '../adapters/sandbox/create-sandbox.ts';
import { createClock } from '../adapters/system/create-clock.ts';
import { callerPath } from './caller-path.ts';
import { type RunLine, runRecords } from './mapping/run-records.ts';

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
  try {
    for await (const line of runRecords(process.stdin, mapping, setting)) {
      if (!line.ok) isRefused = true;
      await writeLine(line);
    }
  } finally {
    await sandbox.close();
  }
  return isRefused ? EXIT_REFUSED : 0;
}

async function writeLine(line: RunLine): Promise<void> {
  if (line.ok) {
    // Waiting for a slow reader keeps the records of a long file from piling up in memory.
    if (!process.stdout.write(`${line.json}\n`)) await once(process.stdout, 'drain');
    return;
  }
  for (const { pointer, code, detail } of line.errors) {
    process.stderr.write(`line ${line.number}: ${pointer || '/'} ${code} ${detail}\n`);
  }
}

function wrongUse(text: string): number {
  process.stderr.write(text);
  return EXIT_WRONG_USE;
}
