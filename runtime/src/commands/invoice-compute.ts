import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { previewDraft } from '../core/validation/preview-draft.ts';
import { callerPath } from './caller-path.ts';
import { readJsonFile } from './read-json-file.ts';
import { findingLine } from './reason-line.ts';

const EXIT_REFUSED = 1;
const EXIT_WRONG_USE = 2;

/**
 * Computes the draft of a file and writes `{document, findings}` to the other file, or to standard output. Returns 1
 * when the draft is refused or a finding is an error, with the findings as `pointer code text` on standard error.
 */
export async function invoiceComputeCommand(args: string[]): Promise<number> {
  const { positionals } = parseArgs({ args, options: {}, allowPositionals: true });
  const [from, to, ...more] = positionals;
  if (from === undefined || more.length > 0) {
    process.stderr.write('Usage: seikyu invoice compute IN.json [OUT.json]\n');
    return EXIT_WRONG_USE;
  }
  const read = await readJsonFile(from);
  if (!read.ok) {
    process.stderr.write(`${from} ${read.reason}.\n`);
    return EXIT_WRONG_USE;
  }
  const preview = previewDraft(read.value);
  if (preview.ok) {
    const text = `${JSON.stringify({ document: preview.document, findings: preview.findings }, null, 2)}\n`;
    if (to === undefined) process.stdout.write(text);
    else await writeFile(callerPath(to), text);
  }
  const isRefused = !preview.ok || preview.findings.some((finding) => finding.level === 'error');
  if (isRefused) process.stderr.write(preview.findings.map(findingLine).join(''));
  return isRefused ? EXIT_REFUSED : 0;
}
