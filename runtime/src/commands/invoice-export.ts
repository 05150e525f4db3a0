import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { EInvoiceFormat, profileOfFormat } from '../core/einvoice/profile.ts';
import type { ProfileRefusal } from '../core/einvoice/profile-refusal.ts';
import { invoiceToUbl } from '../core/einvoice/ubl-invoice.ts';
import { InvoiceDocument } from '../core/invoice/document.ts';
import type { JsonValue } from '../core/json.ts';
import { previewDraft } from '../core/validation/preview-draft.ts';
import { callerPath } from './caller-path.ts';
import { readJsonFile } from './read-json-file.ts';
import { reasonLine } from './reason-line.ts';

const USAGE = `Usage: seikyu invoice export --format ${EInvoiceFormat.options.join('|')} IN.json OUT.xml\n`;
const EXIT_REFUSED = 1;
const EXIT_WRONG_USE = 2;

/**
 * Writes an invoice as an electronic one, without a database. The input is a draft with a number and an issue date, or a
 * computed document. Returns 1 when it is refused, with `pointer rule text` of each reason on standard error and no file
 * written, and 2 for wrong use or a file that cannot be read.
 */
export async function invoiceExportCommand(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    options: { format: { type: 'string' } },
    allowPositionals: true,
  });
  const format = EInvoiceFormat.safeParse(values.format);
  const [from, to, ...more] = positionals;
  if (!format.success || from === undefined || to === undefined || more.length > 0) {
    process.stderr.write(USAGE);
    return EXIT_WRONG_USE;
  }
  const read = await readJsonFile(from);
  if (!read.ok) {
    process.stderr.write(`${from} ${read.reason}.\n`);
    return EXIT_WRONG_USE;
  }
  const written = exportInvoice(read.value, format.data);
  if (!written.ok) {
    process.stderr.write(written.refusals.map(toLine).join(''));
    return EXIT_REFUSED;
  }
  await writeFile(callerPath(to), written.xml, 'utf8');
  return 0;
}

const toLine = ({ pointer, rule, detail }: ProfileRefusal): string => reasonLine(pointer, rule, detail);

function exportInvoice(value: JsonValue, format: EInvoiceFormat): ReturnType<typeof invoiceToUbl> {
  const read = readInvoice(value);
  if (!read.ok) return read;
  return invoiceToUbl(read.document, profileOfFormat(read.document, format));
}

type ReadInvoice = { ok: true; document: InvoiceDocument } | { ok: false; refusals: ProfileRefusal[] };

/** A document has totals, which a draft cannot have. A draft is computed, and nothing in it may be an error. */
function readInvoice(value: JsonValue): ReadInvoice {
  if (typeof value === 'object' && value !== null && 'totals' in value) return readDocument(value);
  const preview = previewDraft(value);
  const errors = preview.findings.filter(({ level }) => level === 'error');
  if (preview.ok && errors.length === 0) return { ok: true, document: preview.document };
  return {
    ok: false,
    refusals: errors.map(({ code, pointer, text }) => ({ rule: code, pointer, detail: text.en })),
  };
}

function readDocument(value: JsonValue): ReadInvoice {
  const parsed = InvoiceDocument.safeParse(value);
  if (parsed.success) return { ok: true, document: parsed.data };
  const refusals = parsed.error.issues.map(({ path, message }) => ({
    rule: 'document.invalid',
    pointer: path.map((part) => `/${String(part)}`).join(''),
    detail: message,
  }));
  return { ok: false, refusals };
}
