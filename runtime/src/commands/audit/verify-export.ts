import { createReadStream } from 'node:fs';
import { AppError } from '../../core/app-error.ts';
import type { AuditAnchor } from '../../core/audit/anchor.ts';
import { createExportCheck } from '../../core/audit/check-export.ts';
import { ExportLine } from '../../core/audit/export-line.ts';
import { escapeControls } from '../../core/escape-controls.ts';
import { type Line, readLines } from '../read-lines.ts';
import { anchorFindingText, breakText } from './verdict-text.ts';

/** An entry holds a whole invoice before and after it; a guess that leaves room for thousands of lines. */
const LINE_MAX_BYTES = 64 * 1_048_576;

/** Checks an exported trail by itself; 0 when it is whole, 1 with what is wrong on stderr. */
export async function verifyExport(path: string, anchors: readonly AuditAnchor[]): Promise<number> {
  const check = createExportCheck(anchors);
  for await (const line of readLines(createReadStream(path), LINE_MAX_BYTES)) {
    check.next(parseLine(line, path));
  }
  const verdict = check.verdict();
  if (verdict === undefined) {
    throw new AppError('request.invalid', { detail: `${path} is no export of an audit trail.` });
  }
  const faults = verdict.brokenAt === undefined ? [] : [breakText(verdict.brokenAt)];
  faults.push(...verdict.anchorFindings.map(anchorFindingText));
  if (!verdict.isComplete && verdict.brokenAt === undefined) {
    faults.push(`after entry ${verdict.end.sequence}: the file ends before its end, or its end does not fit`);
  }
  process.stderr.write(faults.map((fault) => `${path}: ${escapeControls(fault)}\n`).join(''));
  const keys = [...new Set(verdict.anchors.map(({ publicKey }) => publicKey))];
  process.stdout.write(
    `${path} (${escapeControls(verdict.organizationId)}): ${faults.length === 0 ? 'whole' : 'BROKEN'}, entries ` +
      `${verdict.after.sequence + 1} to ${verdict.end.sequence}, ${verdict.anchors.length} anchors` +
      `${keys.length === 0 ? '' : ` signed with ${keys.join(', ')}`}. Last: ${verdict.end.sequence} ${verdict.end.hash}\n`,
  );
  return faults.length === 0 ? 0 : 1;
}

function parseLine({ number, bytes }: Line, path: string): ExportLine {
  try {
    return ExportLine.parse(JSON.parse(new TextDecoder().decode(bytes)));
  } catch (cause) {
    throw new AppError('request.invalid', { cause, detail: `Line ${number} of ${path} cannot be read.` });
  }
}
