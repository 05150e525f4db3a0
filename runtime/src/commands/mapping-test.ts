import { parseArgs } from 'node:util';
import { createSandbox } from '../adapters/sandbox/create-sandbox.ts';
import { escapeControls } from '../core/escape-controls.ts';
import { callerPath } from './caller-path.ts';
import { findMappingFolders } from './mapping/find-mapping-folders.ts';
import { type TestedFolder, testMappingFolder } from './mapping/test-mapping-folder.ts';

const EXIT_REFUSED = 1;
const EXIT_WRONG_USE = 2;

/**
 * Tests one mapping's folder, or every one below a folder: a line per sample on standard output, and on standard error
 * a line per problem as `file pointer text`. Returns 1 when there is one. `--update` writes down what the samples give.
 */
export async function mappingTestCommand(args: string[]): Promise<number> {
  const options = { update: { type: 'boolean', default: false } } as const;
  const { values, positionals } = parseArgs({ args, options, allowPositionals: true });
  const [name, ...more] = positionals;
  if (name === undefined || more.length > 0) return wrongUse('Usage: seikyu mapping test DIR [--update]\n');
  const folders = await findMappingFolders(callerPath(name));
  if (folders.length === 0)
    return wrongUse(`${name} holds no mapping.json, nor does a folder right below it.\n`);
  const sandbox = createSandbox();
  const tested: TestedFolder[] = [];
  try {
    for (const folder of folders) {
      const found = await testMappingFolder(sandbox, folder, { isUpdate: values.update });
      write(found);
      tested.push(found);
    }
  } finally {
    await sandbox.close();
  }
  const verdicts = tested.flatMap(({ samples }) => samples.map(({ verdict }) => verdict));
  const count = (wanted: string): number => verdicts.filter((verdict) => verdict === wanted).length;
  const updated = values.update ? `, ${count('updated')} updated` : '';
  process.stdout.write(
    `${verdicts.length} samples: ${count('ok')} ok, ${count('failed')} failed${updated}\n`,
  );
  return tested.every(({ problems }) => problems.length === 0) ? 0 : EXIT_REFUSED;
}

function write({ name, samples, problems, warnings }: TestedFolder): void {
  for (const sample of samples) {
    process.stdout.write(`${sample.verdict.padEnd(8)}${name} ${sample.name}\n`);
  }
  process.stderr.write([...problems, ...warnings].map((problem) => `${escapeControls(problem)}\n`).join(''));
}

function wrongUse(text: string): number {
  process.stderr.write(text);
  return EXIT_WRONG_USE;
}
