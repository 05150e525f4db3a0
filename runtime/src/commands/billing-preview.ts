import { parseArgs } from 'node:util';
import { compareDates, isCivilDate } from '../core/civil-date.ts';
import type { Period } from '../core/invoice/document.ts';
import type { JsonValue } from '../core/json.ts';
import type { Finding } from '../core/validation/finding.ts';
import { previewContract } from './billing/preview-contract.ts';
import { readContractFile } from './billing/read-contract-file.ts';
import { writePreview } from './billing/write-preview.ts';
import { readJsonFile } from './read-json-file.ts';
import { findingLine } from './reason-line.ts';

const EXIT_REFUSED = 1;
const EXIT_WRONG_USE = 2;
const USE =
  'Usage: seikyu billing preview CONTRACT.json --from YYYY-MM-DD --to YYYY-MM-DD [--facts FACTS.json] [--json]\n';

const OPTIONS = {
  from: { type: 'string' },
  to: { type: 'string' },
  facts: { type: 'string' },
  json: { type: 'boolean', default: false },
} as const;

/**
 * Writes the invoices that a contract in a file will give in a span of days, as a table or, with `--json`, as a list of
 * drafts that `seikyu invoice compute` takes. Findings go to standard error as `pointer code text`; returns 1 when one of
 * them is an error.
 */
export async function billingPreviewCommand(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({ args, options: OPTIONS, allowPositionals: true });
  const [name, ...more] = positionals;
  const span = spanOf(values);
  if (name === undefined || more.length > 0 || span === undefined) return wrongUse(USE);
  const contract = await readJsonFile(name);
  if (!contract.ok) return wrongUse(`${name} ${contract.reason}.\n`);
  let facts: JsonValue | undefined;
  if (values.facts !== undefined) {
    const beside = await readJsonFile(values.facts);
    if (!beside.ok) return wrongUse(`${values.facts} ${beside.reason}.\n`);
    facts = beside.value;
  }
  const read = readContractFile(contract.value, facts);
  if (!read.ok) return finish(read.findings);
  const preview = previewContract(read.file, span);
  const isRefused = preview.invoices.length === 0 && preview.findings.some(isError);
  if (values.json) {
    process.stdout.write(
      `${JSON.stringify(
        preview.invoices.map(({ draft }) => draft),
        null,
        2,
      )}\n`,
    );
  } else if (!isRefused) {
    process.stdout.write(writePreview(preview, read.file.currency));
  }
  return finish(preview.findings);
}

/** The days that were asked for, undefined when they are missing, no dates or in the wrong order. */
function spanOf({ from, to }: { from?: string | undefined; to?: string | undefined }): Period | undefined {
  if (from === undefined || to === undefined || !isCivilDate(from) || !isCivilDate(to)) return undefined;
  return compareDates(from, to) > 0 ? undefined : { from, to };
}

function wrongUse(text: string): number {
  process.stderr.write(text);
  return EXIT_WRONG_USE;
}

function finish(findings: readonly Finding[]): number {
  process.stderr.write(findings.map(findingLine).join(''));
  return findings.some(isError) ? EXIT_REFUSED : 0;
}

const isError = ({ level }: Finding): boolean => level === 'error';
